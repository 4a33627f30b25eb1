/* Leaving at once: the page is covered first, because the next site may be slow, and its place in the history is taken.
   Without script the link works as a link. Shift pressed three times, each within five seconds of the last, does the same. */
(() => {
  const link = document.querySelector(".exit-link__button");
  if (!link) return;
  let presses = 0, timer, alone = false;

  const leave = () => {
    const cover = document.createElement("div");
    cover.className = "exit-cover";
    cover.setAttribute("role", "alert");
    cover.setAttribute("aria-label", link.dataset.done);
    document.body.replaceChildren(cover);
    document.title = " ";
    location.replace(link.href);
  };

  link.addEventListener("click", event => { event.preventDefault(); leave(); });
  document.addEventListener("keydown", event => { alone = event.key === "Shift"; if (!alone) presses = 0; });
  document.addEventListener("keyup", event => {
    if (event.key !== "Shift" || !alone) return;
    clearTimeout(timer);
    timer = setTimeout(() => { presses = 0; }, 5000);
    if (++presses === 3) leave();
  });
  /* A page restored by Back is loaded anew, so that a cover does not stay. */
  addEventListener("pageshow", event => { if (event.persisted && document.querySelector(".exit-cover")) location.reload(); });
})();
