//! The other tabs, by `pkg-template/tabs.js`: Web Locks, a BroadcastChannel, and the page's own events.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use crate::policy::stored::{Ending, Word};
use crate::ports::{Answered, News, Tabs};

#[wasm_bindgen(module = "/pkg-template/tabs.js")]
extern "C" {
    /// Whether there are other tabs.
    #[wasm_bindgen(js_name = isInBrowser)]
    pub fn has_tabs() -> bool;
    type TabChannel;
    #[wasm_bindgen(constructor)]
    fn new(name: &str, key: &str, mark_key: &str) -> TabChannel;
    #[wasm_bindgen(method)]
    fn open(this: &TabChannel, hear: &JsValue);
    #[wasm_bindgen(method)]
    fn close(this: &TabChannel);
    #[wasm_bindgen(method)]
    fn spread(this: &TabChannel, word: &str, generation: u32);
    #[wasm_bindgen(method, js_name = requestLock)]
    fn request_lock(this: &TabChannel, tell: &JsValue) -> Function;
}

/// Those that keep their token under the same key.
pub struct Street {
    channel: TabChannel,
    hear: RefCell<Option<Ear>>,
}

type Ear = Closure<dyn Fn(JsValue, u32)>;

/// The lock, or the request for it, while it lives.
pub struct Hold {
    undo: Function,
    _told: Closure<dyn FnMut(u32)>,
}

impl Street {
    #[must_use]
    pub fn new(key: &str) -> Self {
        let name = ["evertoken:", key].concat();
        let mark_key = [key, ":session"].concat();
        let channel = TabChannel::new(&name, key, &mark_key);
        Self { channel, hear: RefCell::new(None) }
    }
}

impl Tabs for Street {
    type Hold = Hold;

    fn request_lock(&self, told: Box<dyn FnOnce(Answered)>) -> Hold {
        let told = Closure::once(move |answer| {
            told(match answer {
                0 => Answered::AtOnce,
                1 => Answered::AfterAWait,
                _ => Answered::Refused,
            });
        });
        Hold { undo: self.channel.request_lock(told.as_ref()), _told: told }
    }

    fn listen(&self, hear: Box<dyn Fn(News)>) {
        let hear = Ear::new(move |news: JsValue, generation| {
            if let Some(news) = news.as_string().and_then(|news| understand(&news, generation)) {
                hear(news);
            }
        });
        self.channel.open(hear.as_ref());
        *self.hear.borrow_mut() = Some(hear);
    }

    fn stop_listening(&self) {
        self.channel.close();
        self.hear.take();
    }

    fn spread(&self, word: Word, generation: u32) {
        let word = match word {
            Word::Renewed => "renewed",
            Word::SignedIn => "login",
            Word::Ended(Ending::SignedOut) => "logout",
            Word::Ended(Ending::Over) => "over",
        };
        self.channel.spread(word, generation);
    }
}

/// Anybody of the same origin may have said it.
fn understand(news: &str, generation: u32) -> Option<News> {
    let word = |word| News::Word(word, generation);
    Some(match news {
        "renewed" => word(Word::Renewed),
        "login" => word(Word::SignedIn),
        "logout" => word(Word::Ended(Ending::SignedOut)),
        "over" => word(Word::Ended(Ending::Over)),
        "written" => News::Written,
        "removed" => News::Removed,
        "hidden" => News::Hidden,
        _ => return None,
    })
}

impl Drop for Street {
    fn drop(&mut self) {
        self.stop_listening();
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        drop(self.undo.call0(&JsValue::UNDEFINED));
    }
}
