import Foundation

/// Where the bytes of keys come from: a terminal, and a pipe that wakes whoever waits.
struct KeySource: Sendable {
    let input: Int32
    let wake: Int32

    /// How long what follows an escape may take: an arrow key sends its bytes together.
    private static let patience: Int32 = 60

    /// Waits for the next key; `end` where the terminal is gone, or somebody knocked for that.
    func wait() -> KeyPress {
        while true {
            var waiting = [
                pollfd(fd: input, events: Int16(POLLIN), revents: 0),
                pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waiting, 2, -1) >= 0 else {
                if errno == EINTR { continue }
                return .end
            }
            if waiting[1].revents != 0 {
                var byte: UInt8 = 0
                guard read(wake, &byte, 1) == 1 else { return .end }
                return byte == UInt8(ascii: "r") ? .redraw : .end
            }
            guard waiting[0].revents != 0 else { continue }
            guard let byte = byte() else { return .end }
            if let key = key(byte) { return key }
        }
    }

    private func byte() -> UInt8? {
        var byte: UInt8 = 0
        return read(input, &byte, 1) == 1 ? byte : nil
    }

    /// The next byte, if it is there already or comes at once.
    private func soon() -> UInt8? {
        var waiting = pollfd(fd: input, events: Int16(POLLIN), revents: 0)
        return poll(&waiting, 1, Self.patience) > 0 ? byte() : nil
    }

    private func key(_ byte: UInt8) -> KeyPress? {
        switch byte {
        case 0x1B: return sequence()
        case 0x0A, 0x0D: return .enter
        case 0x20: return .space
        case 0x7F, 0x08: return .backspace
        case 0x04: return .end
        case 0x00..<0x20: return nil
        case 0x21..<0x7F: return .character(Character(Unicode.Scalar(byte)))
        default: return scalar(byte)
        }
    }

    private func sequence() -> KeyPress? {
        guard let next = soon() else { return .escape }
        guard next == UInt8(ascii: "[") || next == UInt8(ascii: "O") else { return nil }
        switch soon() {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case UInt8(ascii: "C"): return .right
        case UInt8(ascii: "D"): return .left
        case UInt8(ascii: "5"):
            _ = soon()
            return .pageUp
        case UInt8(ascii: "6"):
            _ = soon()
            return .pageDown
        default: return nil
        }
    }

    /// A character of several bytes (UTF-8).
    private func scalar(_ first: UInt8) -> KeyPress? {
        let length =
            switch first {
            case 0xC2...0xDF: 2
            case 0xE0...0xEF: 3
            case 0xF0...0xF4: 4
            default: 0
            }
        var bytes = [first]
        while bytes.count < length, let next = soon() { bytes.append(next) }
        guard length > 0, let text = String(validating: bytes, as: UTF8.self), let character = text.first else {
            return nil
        }
        return .character(character)
    }
}
