/* Leaving at once. The page is covered first, because the next site may be slow or never come; then its place in the
   history is taken. Shift pressed three times, each within five seconds of the last, does the same. Without script the
   links are links. README.md says what was measured. */
(() => {
  let presses = 0, timer, alone = false, left;
  const button = () => document.querySelector(".exit-link__button");
  const say = words => { document.querySelector(".exit-link__said").textContent = words; };

  const cover = words => {
    const cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    cover.setAttribute("aria-label", words);
    document.body.replaceChildren(cover);
  };

  const leave = () => {
    const { href, dataset } = button();
    left = href;
    cover(dataset.done);
    document.title = dataset.title;
    stop();
    location.replace(left);
  };

  const count = pressed => {
    presses = pressed;
    button().dataset.presses = presses;
  };

  const press = () => {
    clearTimeout(timer);
    count(presses + 1);
    if (presses === 3) return leave();
    say(button().dataset[`press-${3 - presses}`]);
    timer = setTimeout(() => { count(0); say(button().dataset.over); }, 5000);
  };

  document.addEventListener("click", event => {
    if (!event.target.closest(".exit-link__button, .exit-link__first")) return;
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", event => {
    alone = event.key === "Shift";
    if (!alone && presses && !left) count(0);
  });
  document.addEventListener("keyup", event => {
    if (event.key === "Shift" && alone && !left) press();
  });
  /* A browser may keep the covered page and bring it back: it stays covered, and leaves again. */
  addEventListener("pageshow", event => { if (event.persisted && left) location.replace(left); });
})();
