//! A file let go over the window, by the protocol of X11's drag and drop (XDND 5), as a file manager does it.

use std::path::Path;
use std::time::{Duration, Instant};

use x11rb::connection::Connection;
use x11rb::protocol::Event;
use x11rb::protocol::xproto::{
    Atom, AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, PropMode,
    SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window as XWindow, WindowClass,
};
use x11rb::rust_connection::RustConnection;
use x11rb::wrapper::ConnectionExt as _;

/// How long the window may take to answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Who lets a file go.
pub struct Hand {
    display: RustConnection,
    root: XWindow,
    own: XWindow,
    target: XWindow,
    list: String,
}

impl Hand {
    /// Takes files in hand, on the display of a window.
    pub fn with(display: &str, files: &[&Path]) -> Hand {
        let (display, screen) = x11rb::connect(Some(display)).expect("the display");
        let (root, own) = (display.setup().roots[screen].root, display.generate_id().expect("an id"));
        display
            .create_window(0, own, root, 0, 0, 1, 1, 0, WindowClass::INPUT_ONLY, 0, &CreateWindowAux::new())
            .expect("a window of one's own");
        let list = files.iter().map(|file| format!("{}\r\n", uri(file))).collect();
        let mut hand = Hand { display, root, own, target: root, list };
        hand.target = hand.aware(root).expect("a window that takes files");
        hand.display.set_selection_owner(own, hand.atom("XdndSelection"), x11rb::CURRENT_TIME).expect("the selection");
        hand
    }

    fn atom(&self, name: &str) -> Atom {
        self.display.intern_atom(false, name.as_bytes()).expect("a question").reply().expect("an atom").atom
    }

    /// The first mapped window that says it knows the protocol.
    fn aware(&self, from: XWindow) -> Option<XWindow> {
        let known = self.atom("XdndAware");
        let tree = self.display.query_tree(from).ok()?.reply().ok()?;
        tree.children.into_iter().find_map(|child| {
            let says = self.display.get_property(false, child, known, AtomEnum::ATOM, 0, 1).ok()?.reply().ok()?;
            let large = self.display.get_geometry(child).ok()?.reply().ok()?.width > 100;
            if says.value_len > 0 && large { Some(child) } else { self.aware(child) }
        })
    }

    fn tell(&self, what: &str, values: [u32; 5]) {
        let message = ClientMessageEvent::new(32, self.target, self.atom(what), values);
        self.display.send_event(false, self.target, EventMask::NO_EVENT, message).expect("a message");
        self.display.flush().expect("the display listens");
    }

    /// Gives the list of files to whoever asks for it, until `word` is said; answers its second value.
    #[track_caller]
    fn until(&self, word: &str) -> u32 {
        let (word, end) = (self.atom(word), Instant::now() + PATIENCE);
        loop {
            match self.display.poll_for_event().expect("the display") {
                Some(Event::SelectionRequest(asked)) => self.give(&asked),
                Some(Event::ClientMessage(message)) if message.type_ == word => return message.data.as_data32()[1],
                Some(_) => {}
                None => {
                    assert!(Instant::now() < end, "the window does not answer a drag");
                    std::thread::park_timeout(Duration::from_millis(5));
                }
            }
        }
    }

    fn give(&self, asked: &SelectionRequestEvent) {
        let kind = self.atom("text/uri-list");
        let property = if asked.target == kind { asked.property } else { 0 };
        if property != 0 {
            self.display
                .change_property8(PropMode::REPLACE, asked.requestor, property, kind, self.list.as_bytes())
                .expect("the list");
        }
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: asked.time,
            requestor: asked.requestor,
            selection: asked.selection,
            target: asked.target,
            property,
        };
        self.display.send_event(false, asked.requestor, EventMask::NO_EVENT, notice).expect("a notice");
        self.display.flush().expect("the display listens");
    }

    /// Holds the files over the middle of the window until it takes them.
    #[track_caller]
    pub fn holds(&self) {
        self.tell("XdndEnter", [self.own, 5 << 24, self.atom("text/uri-list"), 0, 0]);
        let middle = self.display.get_geometry(self.target).expect("a question").reply().expect("its size");
        let corner = self
            .display
            .translate_coordinates(self.target, self.root, 0, 0)
            .expect("a question")
            .reply()
            .expect("its place");
        let at = |corner: i16, size: u16| u32::from(corner.unsigned_abs()) + u32::from(size / 2);
        let place = at(corner.dst_x, middle.width) << 16 | at(corner.dst_y, middle.height);
        let end = Instant::now() + PATIENCE;
        loop {
            self.tell("XdndPosition", [self.own, 0, place, x11rb::CURRENT_TIME, self.atom("XdndActionCopy")]);
            if self.until("XdndStatus") & 1 == 1 {
                return;
            }
            assert!(Instant::now() < end, "the window takes no files");
        }
    }

    /// Lets the files go.
    #[track_caller]
    pub fn lets_go(&self) {
        self.tell("XdndDrop", [self.own, 0, x11rb::CURRENT_TIME, 0, 0]);
        self.until("XdndFinished");
    }
}

/// A file as a file manager names it: every byte that is no plain letter in hexadecimal.
fn uri(file: &Path) -> String {
    let path = file.to_str().expect("a path in UTF-8");
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/.-_".contains(&byte);
    let text: String = path
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("file://{text}")
}
