//! What the WebAssembly module exports.
//!
//! Six functions over numbers, as in the module of the search: a script writes bytes at the address that [`fb_alloc`]
//! returns, and passes address and length; the result is at [`fb_output`], [`fb_output_length`] bytes long, until the
//! next call. There is one list of answers per instance of the module, and one thread.
#![expect(unsafe_code, reason = "exported names and memory shared with scripts cannot be had without it")]

use crate::engine::Engine;
use serde::Deserialize;
use std::cell::RefCell;

#[derive(Default)]
struct Instance {
    engine: Option<Engine>,
    output: Vec<u8>,
}

thread_local! {
    static INSTANCE: RefCell<Instance> = RefCell::default();
}

/// A question and the customer's id of it.
#[derive(Default, Deserialize)]
struct Question {
    text: String,
    control: String,
}

/// Takes over the bytes that a script wrote to `place`, which [`fb_alloc`] gave for exactly `length` bytes.
fn taken(place: *mut u8, length: usize) -> Vec<u8> {
    // SAFETY: `place` came from `fb_alloc(length)`, a boxed slice of this length, and scripts hand each place back once.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(place, length)) }.into_vec()
}

fn with<T>(act: impl FnOnce(&mut Instance) -> T) -> T {
    INSTANCE.with_borrow_mut(act)
}

/// Room for `length` bytes, to be handed to exactly one of the functions below.
#[unsafe(no_mangle)]
extern "C" fn fb_alloc(length: usize) -> *mut u8 {
    Box::into_raw(vec![0_u8; length].into_boxed_slice()).cast()
}

/// Begins with a list of answers as JSON. 1 if it could be read, else 0, and the output says why.
#[unsafe(no_mangle)]
extern "C" fn fb_answers(list: *mut u8, length: usize) -> u32 {
    let read = Engine::new(&taken(list, length));
    with(|instance| {
        instance.output = read.as_ref().err().cloned().unwrap_or_default().into_bytes();
        instance.engine = read.ok();
        u32::from(instance.engine.is_some())
    })
}

/// Puts out the JSON list of the proposals for a question, which is JSON with `text` and `control`.
#[unsafe(no_mangle)]
extern "C" fn fb_propose(question: *mut u8, length: usize) {
    let question: Question = serde_json::from_slice(&taken(question, length)).unwrap_or_default();
    with(|instance| {
        let engine = instance.engine.as_ref();
        let replies = engine.map(|engine| engine.propose(&question.text, &question.control)).unwrap_or_default();
        instance.output = serde_json::to_vec(&replies).unwrap_or_default();
    });
}

/// The address of the output.
#[unsafe(no_mangle)]
extern "C" fn fb_output() -> *const u8 {
    with(|instance| instance.output.as_ptr())
}

/// How many bytes of output there are.
#[unsafe(no_mangle)]
extern "C" fn fb_output_length() -> usize {
    with(|instance| instance.output.len())
}
