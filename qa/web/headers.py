"""The headers of OWASP's secure-headers list, on every response."""

from __future__ import annotations

from flask import Response, g, request

# No inline script or style anywhere, nothing from outside, no framing.
CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
_POWERS = (
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture",
    "encrypted-media", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",  # for browsers that do not know frame-ancestors
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
    # Not "no-referrer": a browser would then send `Origin: null` with our own forms.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{power}=()" for power in _POWERS),
}
# The browser changes to another process for it, some 20 to 50 ms on the way to the first page.
# It obeys over HTTPS and on its own machine only; there, without keys, little is kept apart.
_OPENER = "same-origin"
# A year. Without includeSubDomains: other hosts below the name are not ours to decide for.
_HSTS = "max-age=31536000"


def add(response: Response) -> Response:
    """The response with what of these it has not set itself."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.is_secure or g.get("needs_key"):
        response.headers.setdefault("Cross-Origin-Opener-Policy", _OPENER)
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", _HSTS)
    if request.endpoint != "static":
        # Where keys are asked for, a shared computer keeps no page of the archive.
        private = g.get("needs_key") and response.mimetype == "text/html"
        response.headers.setdefault("Cache-Control", "no-store" if private else "private, no-cache")
    return response
