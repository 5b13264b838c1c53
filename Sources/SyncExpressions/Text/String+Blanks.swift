extension String {
    /// The text without blanks (Unicode's white space) at its ends; itself, uncopied, where there are none.
    var trimmingBlanks: String { trimmingBlanks(atStart: true, atEnd: true) }

    func trimmingBlanks(atStart: Bool, atEnd: Bool) -> String {
        var rest = unicodeScalars[...]
        if atStart { while let scalar = rest.first, Self.isBlank(scalar) { rest.removeFirst() } }
        if atEnd { while let scalar = rest.last, Self.isBlank(scalar) { rest.removeLast() } }
        if rest.startIndex == startIndex, rest.endIndex == endIndex { return self }
        return String(rest)
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x80
            ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
    }
}
