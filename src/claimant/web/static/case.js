// Shows how far a job is, and the page anew when it has ended.
(() => {
  "use strict";
  const place = document.querySelector("[data-job]");
  if (!place) return;
  const look = async () => {
    try {
      const job = await (await fetch(place.dataset.job, { headers: { Accept: "application/json" } })).json();
      if (!job || !job.running) return location.reload();
      place.querySelector("strong").textContent = job.step;
      place.querySelector("span").textContent = job.done + (job.total ? " of " + job.total : "");
      const bar = place.querySelector("progress");
      if (job.total) {
        bar.max = job.total;
        bar.value = job.done;
      } else bar.removeAttribute("value");
    } catch {
      // the desk may be restarting; the next look tells
    }
    setTimeout(look, 700);
  };
  setTimeout(look, 400);
})();
