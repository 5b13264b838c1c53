/// Finds where a definition ends in a text that goes on behind it, piece by piece.
///
/// An apostrophe ends a string where a blank, a parenthesis, a dollar sign or another one follows; elsewhere it is part
/// of the string.
struct DefinitionExtent {
    private var depth = 0
    private var isQuoted = false
    private var isPending = false
    /// Whether the parenthesis that closes the definition has been met.
    private(set) var isClosed = false

    /// The place behind the parenthesis that closes the first one; nothing where it does not close.
    static func end(of text: ArraySlice<UInt8>) -> Int? {
        var extent = DefinitionExtent()
        let end = extent.feed(text)
        return extent.isClosed ? end : nil
    }

    /// Takes bytes up to the end of the definition, and says how far that was.
    @discardableResult
    mutating func feed(_ text: ArraySlice<UInt8>) -> Int {
        var index = text.startIndex
        while index < text.endIndex, !isClosed {
            take(text[index])
            index += 1
        }
        return index
    }

    private mutating func take(_ byte: UInt8) {
        if isPending {
            isPending = false
            if DefinitionReader.isBlank(byte) || byte == UInt8(ascii: ")") || byte == UInt8(ascii: "$")
                || byte == UInt8(ascii: "'")
            {
                isQuoted = false
            }
        }
        switch byte {
        case UInt8(ascii: "'"): if isQuoted { isPending = true } else { isQuoted = true }
        case UInt8(ascii: "(") where !isQuoted: depth += 1
        case UInt8(ascii: ")") where !isQuoted:
            depth -= 1
            isClosed = depth <= 0
        default: break
        }
    }
}
