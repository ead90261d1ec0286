// data-module="count" data-most="180": says how many characters are left, politely.
modules.count = (box) => {
  const field = box.querySelector("textarea, input");
  const says = box.querySelector(".field__count");
  const most = Number(box.dataset.most);
  says.setAttribute("aria-live", "polite");
  field.addEventListener("input", () => {
    const left = most - field.value.length;
    const count = Math.abs(left).toLocaleString("en-GB");
    says.textContent = left < 0 ? `${count} characters too many` : `${count} characters left`;
  });
};
