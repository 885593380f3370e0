// Files chosen, dropped or pasted are added one by one, and what became of each is told.
"use strict";

(() => {
  const form = document.querySelector("form.add");
  if (!form || !window.TextDecoderStream) return;
  const list = form.querySelector(".progress");
  const most = Number(form.dataset.most);
  const largest = Number(form.dataset.bytes) - 2000; // the form itself takes some
  const waiting = [];
  let busy = false;

  function line(name) {
    const item = document.createElement("li");
    const label = document.createElement("bdi");
    const state = document.createElement("span");
    label.textContent = name;
    item.append(label, ": ", state);
    list.append(item);
    return (text, kind, article) => {
      state.textContent = text;
      item.className = kind || "";
      if (!article) return;
      const link = document.createElement("a");
      link.href = `${form.action}/${encodeURIComponent(article)}`;
      label.replaceWith(link);
      link.append(label);
    };
  }

  function counted(report, name) {
    const parts = ["new", "updated", "unchanged"].filter((name) => report[name]);
    const told = parts.map((name) => `${report[name]} ${name}`);
    const failed = report.failed.slice(0, 20).map((one) => (one.origin === name ? one.reason : `${one.origin}: ${one.reason}`));
    if (report.failed.length === 1 && !told.length) told.push(failed[0]);
    else if (failed.length) told.push(`${report.failed.length} failed: ${failed.join(" ")}`);
    return told.join(", ") || "nothing in it";
  }

  function only(articles) {
    return articles.length === 1 ? articles[0] : "";
  }

  async function send({ name, fill, tell }) {
    const body = new FormData();
    body.append("csrf_token", form.elements.csrf_token.value);
    fill(body);
    tell("sending…");
    try {
      const response = await fetch(form.action, {
        method: "POST", body, headers: { Accept: "text/event-stream, application/json;q=0.5" },
      });
      if (response.status === 401) return tell("You are not signed in any more. Load the page again to sign in.", "failed");
      if (!response.ok) {
        const problem = await response.json().catch(() => ({ detail: `The server answered with status ${response.status}.` }));
        return tell(`${problem.detail} ${problem.remedy || ""}`, "failed");
      }
      let done = false;
      await readEvents(response, (event, data) => {
        done ||= event === "report" || event === "error";
        if (event === "progress") tell(`${data.articles} articles so far…`);
        else if (event === "report") tell(counted(data, name), data.failed.length ? "failed" : "done", only(data.article_ids));
        else if (event === "error") tell(`${data.detail} ${data.remedy || ""}`, "failed");
      });
      if (!done) tell("The connection broke off; the server goes on. Load the page again to see.", "failed");
    } catch {
      tell("The server cannot be reached. Add it again when it is back.", "failed");
    }
  }

  async function work() {
    if (busy) return;
    busy = true;
    const status = form.querySelector(".busy");
    while (waiting.length) {
      status.textContent = `${waiting.length} to go`;
      await send(waiting.shift());
    }
    status.textContent = "";
    const again = document.createElement("a");
    [again.href, again.textContent] = [form.action, "Show the library"];
    const failed = list.querySelectorAll(".failed").length;
    status.append(failed ? `Done, with ${failed} failure${failed === 1 ? "" : "s"}. ` : "Done. ", again);
    busy = false;
  }

  // The field keeps its text until it is in.
  function pasted(text) {
    const tell = line("Pasted text");
    return (words, kind, article) => {
      tell(words, kind, article);
      const field = form.elements.text;
      if (kind === "done" && field.value === text) field.value = "";
    };
  }

  function add(files, text) {
    const chosen = [...files].slice(0, most);
    for (const file of chosen) {
      if (file.size > largest) {
        line(file.name)(`${Math.ceil(file.size / 1e6)} MB are more than this server takes at once; use dateline ingest.`, "failed");
        continue;
      }
      waiting.push({ name: file.name, fill: (body) => body.append("file", file), tell: line(file.name) });
    }
    if (files.length > most) line(`${files.length - most} more`)(`at most ${most} at once.`, "failed");
    if (text?.trim()) waiting.push({ fill: (body) => body.append("text", text), tell: pasted(text) });
    if (waiting.length) work();
    else if (!chosen.length) form.querySelector(".busy").textContent = "Choose a file, or paste a text.";
    list.scrollIntoView({ block: "nearest" }); // files are dropped anywhere, also far above it
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const { file, text } = form.elements;
    add(file.files, text.value);
    file.value = "";
  });
  for (const type of ["dragover", "dragenter"]) {
    document.addEventListener(type, (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      form.classList.add("over");
    });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget || form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    form.classList.remove("over");
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    add(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => {
    const { files } = event.clipboardData || {};
    if (files?.length) {
      event.preventDefault();
      add(files);
    }
  });
  form.querySelector(".drop").prepend("Drop files anywhere on this page. ");
})();
