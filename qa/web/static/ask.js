// An answer as it comes: each sentence once it is verified. Without this, the form waits for all.
"use strict";

(() => {
  if (!window.TextDecoderStream || !window.AbortController) return;

  const AROUND = 180; // characters shown on either side of a quote, as in the answer's own page
  const MOST_RESUMED = 4;
  const SILENCE_S = 15; // the server says at least once a second that it is still there
  const part = (selector) => document.querySelector(`#live ${selector}`);
  let running = null;
  let shownPage = location.pathname;

  function wanted(form) {
    const body = JSON.parse(form.dataset.with || "{}");
    for (const [name, value] of new FormData(form)) {
      if (name === "article_ids") (body.article_ids ||= []).push(value);
      else if (value.trim()) body[name] = value.replaceAll("\r\n", "\n");
    }
    return body;
  }

  function day(value) {
    const read = new Date(`${(value || "").slice(0, 10)}T12:00:00Z`);
    if (!value || Number.isNaN(read.getTime())) return value || "no date";
    const month = read.toLocaleString("en-GB", { month: "short", timeZone: "UTC" }).slice(0, 3);
    return `${read.getUTCDate()} ${month} ${read.getUTCFullYear()}`;
  }

  function filled(kind, item) {
    const made = part(`template.${kind}`).content.firstElementChild.cloneNode(true);
    made.querySelector(".outlet").textContent = item.source || "Outlet unknown";
    made.querySelector("time").textContent = day(item.published);
    const link = made.querySelector("a");
    if (link) {
      link.href = place(item);
      link.firstElementChild.textContent = item.title;
    }
    return made;
  }

  function place(item) {
    return `${document.getElementById("live").dataset.articles}/${encodeURIComponent(item.article_id)}?start=${item.start}&end=${item.end}#quote`;
  }

  // What was asked stays with its entry of the browser's history, for Back and Reload; so does its
  // stream, as long as that may go on.
  function remember({ form, lastId = "" }, goesOn) {
    const nth = [...document.querySelectorAll("form[data-stream]")].indexOf(form);
    const stream = goesOn ? lastId.split(":")[0] : "";
    if (nth >= 0) history.replaceState({ nth, fields: [...new FormData(form)], stream }, "");
  }

  function say(text) {
    running.said = text;
    part(".state").textContent = text;
  }

  function clear() {
    for (const list of document.querySelectorAll("#live ol, #live ul")) list.replaceChildren();
    for (const name of [".left-out", ".quotes", ".why", ".problem"]) part(name).hidden = true;
    running.hits = [];
    running.sentences = 0;
  }

  // Offsets count code points; JavaScript's own indexes do not.
  function around(citation) {
    const hit = running.hits.find(
      (one) => one.article_id === citation.article_id && one.start <= citation.start && citation.end <= one.end
    );
    if (!hit) return ["", ""];
    const letters = Array.from(hit.text);
    const [start, end] = [citation.start - hit.start, citation.end - hit.start];
    const before = letters.slice(Math.max(0, start - AROUND), start).join("");
    const after = letters.slice(end, end + AROUND).join("");
    return [
      start > AROUND ? `… ${before.replace(/^[^ ]* /, "")}` : before,
      end + AROUND < letters.length ? after.replace(/ [^ ]*$/, " …") : after,
    ];
  }

  function showCitation(citation) {
    const made = filled("citation", citation);
    made.id = `citation-live-${citation.number}`;
    made.value = citation.number;
    made.querySelector("blockquote").id = `quote-live-${citation.number}`;
    made.querySelector(".source").id = `source-live-${citation.number}`;
    const [before, after] = made.querySelectorAll(".around");
    [before.textContent, after.textContent] = around(citation);
    made.querySelector("mark").textContent = citation.quote;
    part(".citations").append(made);
    part(".quotes").hidden = false;
  }

  function showSentence({ sentence, citations }) {
    const first = citations[0] || {};
    const made = filled("sentence", first);
    made.className = sentence.role;
    const roles = { claim: "Reported", denial: "Denied", background: "Background" };
    made.querySelector(".role").textContent = roles[sentence.role] || sentence.role;
    const who = sentence.attribution || first.source || "Outlet unknown";
    made.querySelector(".speaker").textContent = who[0].toUpperCase() + who.slice(1);
    const words = made.querySelector(".words");
    words.textContent = sentence.text;
    for (const citation of citations) {
      const link = document.createElement("a");
      link.className = "cite";
      link.href = place(citation);
      link.target = "_blank"; // to leave this page would stop the work
      link.dataset.cite = `live-${citation.number}`;
      link.setAttribute("aria-describedby", `quote-${link.dataset.cite} source-${link.dataset.cite}`);
      link.textContent = `[${citation.number}]`;
      words.append("\u00a0", link);
      if (!document.getElementById(`citation-${link.dataset.cite}`)) showCitation(citation);
    }
    part(".sentences").append(made);
    running.sentences += 1;
    say(`${running.sentences} sentence${running.sentences === 1 ? "" : "s"} verified so far.`);
  }

  function showPassages({ hits }) {
    running.hits = hits;
    const rank = (value) => (value ? `rank ${value}` : "not found");
    part(".passages").replaceChildren(
      ...hits.map((hit) => {
        const made = filled("passage", hit);
        const text = hit.text.replace(/\s+/g, " ");
        made.querySelector(".words").textContent = text.length > 280 ? `${text.slice(0, 280).replace(/ [^ ]*$/, "")} …` : text;
        made.querySelector(".ranks").textContent =
          `By meaning: ${rank(hit.ranks.dense)} · by words: ${rank(hit.ranks.lexical)} · score ${hit.score.toFixed(2)}`;
        return made;
      })
    );
    part(".why summary").textContent = `Reading ${hits.length} passage${hits.length === 1 ? "" : "s"}: which, and why`;
    part(".why").hidden = !hits.length;
    say(`Reading ${hits.length} passages.`);
  }

  function showRejected({ text, reason }) {
    const item = document.createElement("li");
    const quote = document.createElement("q");
    const why = document.createElement("span");
    [quote.dir, quote.textContent, why.className, why.textContent] = ["auto", text, "reason", reason];
    item.append(quote, " ", why);
    part(".left-out ul").append(item);
    part(".left-out").hidden = false;
  }

  // What happened, the way out, and a link there if there is one.
  function ended(headline, problem = "", href = "", words = "") {
    clearInterval(running.watch);
    running.over = true;
    remember(running, false);
    part(".headline").textContent = headline;
    part(".problem p").textContent = problem;
    if (href) {
      const link = document.createElement("a");
      [link.href, link.textContent] = [href, words];
      part(".problem p").append(" ", link);
    }
    part(".problem").hidden = !problem;
    say(running.sentences && !running.whole ? "The sentences below were verified; the answer is not whole." : "");
    part(".stop").hidden = true;
    part(".again").hidden = false;
    if (document.activeElement === document.body) part(".again").focus();
  }

  function fail(...told) {
    ended(running.sentences ? "Not finished" : "No answer", ...told);
  }

  // The page of the whole answer takes this one's place, as the server writes it.
  async function showAnswer(answer) {
    running.whole = true;
    const { answers, beside } = running.form.dataset;
    const url = [answers, ...(beside ? [beside, "and"] : []), encodeURIComponent(answer.id)].join("/");
    try {
      const response = await fetch(url, { headers: { Accept: "text/html" } });
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      if (!response.ok || response.redirected) throw new Error("no answer");
      clearInterval(running.watch);
      remember(running, false);
      document.querySelector("main").replaceChildren(...page.querySelector("main").children);
      document.title = page.title;
      history.pushState(null, "", url);
      shownPage = location.pathname;
      document.querySelector(".masthead").replaceWith(page.querySelector(".masthead"));
      scrollTo(0, 0);
      document.querySelector("main h1").focus({ preventScroll: true });
    } catch {
      ended("The answer is whole", "It is kept, but its page could not be loaded.", url, "Load it again.");
    }
  }

  const shown = { passages: showPassages, sentence: showSentence, rejected: showRejected };

  function told(name, data, id) {
    running.heard = Date.now();
    const first = id && !running.lastId;
    if (id) running.lastId = id;
    if (first) remember(running, true);
    if (name === "restart") {
      clear();
      const reason = data.reason.replace(/^auto: /, "");
      part(".problem p").textContent =
        `${reason[0].toUpperCase()}${reason.slice(1)} What came before is void; it begins again.`;
      part(".problem").hidden = false;
    } else if (name === "answer") showAnswer(data);
    else if (name === "error") {
      fail(`${data.detail} ${data.remedy || ""}`);
    } else shown[name]?.(data);
  }

  function watch() {
    const [quiet, spent] = [running.heard, running.since].map((time) => Math.round((Date.now() - time) / 1000));
    if (quiet > SILENCE_S) say(`The server has been silent for ${quiet} seconds. Wait, or stop and ask again.`);
    // Not every second, since it is read out.
    else if (spent % 10 === 0) part(".state").textContent = `${running.said} ${spent} seconds so far.`;
  }

  async function ask(form, stream = "") {
    const stopper = new AbortController();
    clearInterval(running?.watch);
    running = { form, stopper, hits: [], sentences: 0, heard: Date.now(), since: Date.now() };
    if (!form.dataset.beside) document.querySelectorAll("article.answer, form.as-of").forEach((one) => one.remove());
    clear();
    const body = wanted(form);
    const asOf = form.dataset.beside ? ` As of ${day(body.as_of)}:` : "";
    part(".asked").textContent = `${body.question || body.about || ""}${asOf}`;
    part(".headline").textContent = "Reading…";
    part(".again").hidden = true;
    part(".stop").hidden = false;
    const live = document.getElementById("live");
    live.hidden = false;
    live.scrollIntoView({ block: "nearest" });
    say(form.dataset.busy);
    running.watch = setInterval(watch, 1000);
    await listen(running, JSON.stringify(body), { stream });
  }

  // A server that numbers its events sends the rest to who comes back and says the last one.
  async function listen(mine, body, { resumed = 0, stream = "" } = {}) {
    const headers = { "Content-Type": "application/json", Accept: "text/event-stream" };
    if (mine.lastId) headers["Last-Event-ID"] = mine.lastId;
    try {
      const { signal } = mine.stopper;
      const to = mine.form.dataset.stream;
      const response = stream
        ? await fetch(to.replace(/[^/]*$/, `streams/${encodeURIComponent(stream)}`), { headers, signal })
        : await fetch(to, { method: "POST", headers, body, signal });
      if (stream && response.status === 404) return fail("The page was left, and so the work has ended.");
      if (!response.ok) return await refused(mine, response);
      mine.begun = true;
      await readEvents(response, (...event) => mine === running && told(...event));
    } catch (error) {
      if (error.name === "AbortError") mine.stopped = true;
    }
    if (mine.whole || mine.over || mine !== running) return;
    if (mine.stopped) return ended("Stopped");
    if (mine.lastId && resumed < MOST_RESUMED) {
      say("The connection broke off; taking it up again…");
      await new Promise((after) => setTimeout(after, 500 * resumed));
      return mine === running && !mine.over && listen(mine, body, { resumed: resumed + 1 });
    }
    const what = mine.begun ? "The connection broke off before the answer was whole." : "The server cannot be reached.";
    fail(`${what} Your question is still here: ask again when the server is back.`);
  }

  async function refused({ form }, response) {
    if (response.status === 401) {
      const there = `${form.getAttribute("action")}?${new URLSearchParams(new FormData(form))}`;
      return fail("You are not signed in any more.", there, "Sign in; then the same is asked.");
    }
    let problem;
    try {
      problem = await response.json();
    } catch {
      problem = { detail: `The server answered with status ${response.status}.`, remedy: "Ask again in a while." };
    }
    fail(`${problem.detail} ${problem.remedy || ""}`);
    form.elements[problem.field]?.focus?.();
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.stream) return;
    event.preventDefault();
    if (running && !running.over && !running.whole) running.stopper.abort();
    ask(form);
  }, true);
  document.addEventListener("click", (event) => {
    if (event.target.closest("#live .stop")) running.stopper.abort();
    else if (event.target.closest("#live .again")) ask(running.form);
  });
  // Links within the page tell of themselves here as well; they are no reason to load it again.
  addEventListener("popstate", () => location.pathname !== shownPage && location.reload());

  // A page that was loaded anew shows what was asked, and goes on with the answer if that is coming.
  function takeUp({ nth, fields = [], stream }) {
    const form = document.querySelectorAll("form[data-stream]")[nth];
    for (const [name, value] of form ? fields : []) {
      const field = form.elements[name];
      if (!value || !field?.type || field.type === "hidden") continue;
      field.value = value;
      if (field.closest("details")) field.closest("details").open = true;
    }
    if (form && stream) ask(form, stream);
  }
  takeUp(history.state || {});
})();
