/// A key, as far as the wizard knows it.
enum KeyPress: Equatable {
    case up, down, left, right, pageUp, pageDown, enter, space, escape, backspace, end
    case character(Character)
    /// The window has another size, or the page has to be drawn again for another reason.
    case redraw
}
