// The page inside the preview: shows what the extension sends, follows the cursor, and tells where one clicked.
(function () {
  const vscode = acquireVsCodeApi();
  const page = document.getElementById("page");
  let places = [];
  let here = null;

  function positions(element) {
    return [Number(element.dataset.l), Number(element.dataset.c)];
  }
  function before(a, b) {
    return a[0] < b[0] || (a[0] === b[0] && a[1] <= b[1]);
  }
  function collect() {
    places = Array.from(page.querySelectorAll("[data-l]"))
      .map((element) => ({ element, at: positions(element) }))
      .sort((a, b) => a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  }
  /** The last place before the cursor; on a line that has places, one of its own. */
  function follow(line, character) {
    let best = null;
    for (const place of places) {
      const isFirstOfLine = place.at[0] === line && (best === null || best.at[0] !== line);
      if (!before(place.at, [line, character]) && !isFirstOfLine) break;
      best = place;
    }
    if (here) here.classList.remove("here");
    here = best && best.element;
    if (!here) return;
    here.classList.add("here");
    // With the head of its table: a table's box is never higher than the window.
    here.closest(".scroll")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    here.scrollIntoView({ block: "nearest", inline: "nearest" });
  }
  page.addEventListener("click", (event) => {
    const target = event.target.closest("[data-l]");
    if (!target) return;
    const [line, character] = positions(target);
    // VS Code notices only some milliseconds after the click that the preview has the focus, and would take it back from the editor.
    setTimeout(() => vscode.postMessage({ type: "reveal", line, character }), 150);
  });
  window.addEventListener("message", (event) => {
    const message = event.data;
    if (message.type === "show") {
      const top = window.scrollY;
      const inner = Array.from(page.querySelectorAll(".scroll")).map((box) => [box.scrollTop, box.scrollLeft]);
      page.innerHTML = message.html;
      page.querySelectorAll(".scroll").forEach((box, index) => {
        if (inner[index]) [box.scrollTop, box.scrollLeft] = inner[index];
      });
      window.scrollTo(0, top);
      collect();
      vscode.setState({ uri: message.uri });
    } else if (message.type === "follow") {
      follow(message.line, message.character);
    }
  });
  vscode.postMessage({ type: "ready" });
})();
