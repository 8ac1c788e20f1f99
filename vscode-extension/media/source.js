// The page inside the source view: the picture of a page, and the place on it.
(function () {
  const vscode = acquireVsCodeApi();
  const [words, page, image, box] = ["words", "page", "image", "box"].map((id) => document.getElementById(id));
  let scale = 1;
  window.addEventListener("message", ({ data }) => {
    words.textContent = data.words;
    if (data.image) {
      scale = data.scale;
      image.src = `data:image/png;base64,${data.image}`;
    }
    page.hidden = !data.box;
    if (!data.box) return;
    const [left, top, right, bottom] = data.box.map((side) => side * scale);
    Object.assign(box.style, { left: `${left}px`, top: `${top}px`, width: `${right - left}px`, height: `${bottom - top}px` });
    image.decode().finally(() => box.scrollIntoView({ block: "center", inline: "center" }));
  });
  vscode.postMessage("ready");
})();
