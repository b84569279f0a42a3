const age = document.querySelector("[data-printed]");
const days = Math.floor((Date.now() - new Date(age.dataset.printed)) / 864e5);
if (days > 0) age.append(` ${age.dataset.words} ${days}`);
if (days > 90) age.classList.add("notice--urgent");
