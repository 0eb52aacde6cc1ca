//! The answer library by keyboard, and the tray.

use crate::browser::with_browser;
use crate::preview::Preview;
use std::path::Path;

#[test]
fn answers_are_picked_by_keyboard_kept_ordered_and_taken_out() {
    let preview = Preview::start(Path::new(env!("CARGO_MANIFEST_DIR")), &[]);
    with_browser(async |browser| {
        browser.open(&format!("{}answers/index.html", preview.url)).await;
        for keys in ["j", "x", "j", "j", "x", "k", "3"] {
            browser.press(keys).await;
        }
        browser.until("document.querySelectorAll('.answer-row')[1].classList.contains('is-current')").await;
        browser.until("document.querySelector('[data-tray-count]').textContent === 'Tray (2)'").await;
        let pressed = "document.querySelector('[data-show-length][aria-pressed=true]').dataset.showLength";
        assert_eq!(browser.eval(pressed).await, "detailed");
        let copied = "(() => { let text = ''; window.addEventListener('copy', (event) => { text = event.clipboardData.getData('text/plain'); }); document.querySelector('.is-current [data-copy-answer]').click(); return text === document.querySelector('.is-current [data-length]:not([hidden])').textContent && text.length > 20; })()";
        assert_eq!(browser.eval(copied).await, true);

        browser.open(&format!("{}answers/tray/index.html", preview.url)).await;
        browser.until("document.querySelectorAll('.tray-item').length === 2").await;
        let titles = "[...document.querySelectorAll('.tray-item h2')].map((title) => title.textContent).join('|')";
        let before = browser.eval(titles).await.as_str().expect("titles").to_owned();
        let (first, second) = before.split_once('|').expect("two titles");
        browser.eval("document.querySelector('.tray-item [data-down]').click()").await;
        assert_eq!(browser.eval(titles).await, format!("{second}|{first}"));
        browser.eval("(() => { const text = document.querySelector('.tray-item textarea'); text.value = '=1+1'; text.dispatchEvent(new Event('input')); })()").await;

        browser.open(&format!("{}answers/tray/index.html", preview.url)).await;
        browser.until("document.querySelectorAll('.tray-item').length === 2").await;
        assert_eq!(browser.eval(titles).await, format!("{second}|{first}"), "it survives a reload");
        assert_eq!(browser.eval("document.querySelector('.tray-item textarea').value").await, "=1+1");
        let links = "[...document.querySelectorAll('.tray-item h2 a')].every((link) => link.pathname.endsWith('/index.html') && link.pathname.includes('/answers/'))";
        assert_eq!(browser.eval(links).await, true);

        let import = "(() => { const file = new File([JSON.stringify({ items: [{ id: 'x', title: '<b>T</b>', text: 'Body', path: 'javascript:alert(1)' }, { id: 7 }] })], 'tray.json'); const all = new DataTransfer(); all.items.add(file); const input = document.querySelector('[data-tray-import]'); input.files = all.files; input.dispatchEvent(new Event('change')); })()";
        browser.eval(import).await;
        browser.until("document.querySelectorAll('.tray-item').length === 3").await;
        let last = "(() => { const item = document.querySelectorAll('.tray-item')[2]; return [item.querySelector('h2').textContent, item.querySelector('h2 a').hasAttribute('href')].join(); })()";
        assert_eq!(browser.eval(last).await, "<b>T</b>,false");
        let removed = "(() => { document.querySelectorAll('.tray-item')[2].querySelector('[aria-label^=Remove]').click(); return JSON.parse(localStorage.getItem('fieldbook-tray')).items.length; })()";
        assert_eq!(browser.eval(removed).await, 2);
        browser.assert_quiet(&preview.url).await;
    });
}
