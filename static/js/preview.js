// data-module="preview": shows beside the form how it will look. Without script there is a button.
modules.preview = (box) => {
  const form = box.querySelector("form");
  const shown = box.querySelector(".preview");
  let waiting;
  const show = async () => {
    const sent = { method: "POST", body: new FormData(form) };
    const answer = await fetch(box.dataset.preview, sent).catch(() => ({}));
    if (answer.ok) shown.innerHTML = await answer.text();
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 800);
  });
  show();
};
