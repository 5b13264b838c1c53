/// Capital and small letters, one for one: no text gets longer or shorter, so that positions stay where they are.
///
/// .NET changes the case of each character by itself; `ß` therefore stays what it is in capitals.
enum LetterCase {
    static func lower(_ text: String) -> String {
        guard let bytes = text.utf8.withContiguousStorageIfAvailable({ $0.contains { isCapital($0) || $0 >= 0x80 } }),
            !bytes
        else { return changed(text) { $0.properties.lowercaseMapping } }
        return text
    }

    static func upper(_ text: String) -> String { changed(text) { $0.properties.uppercaseMapping } }

    private static func isCapital(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

    private static func changed(_ text: String, _ mapping: (Unicode.Scalar) -> String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars { result.append(single(scalar, mapping(scalar))) }
        return String(result)
    }

    /// The other case where it is one character of the same length, the character itself otherwise.
    private static func single(_ scalar: Unicode.Scalar, _ mapped: String) -> Unicode.Scalar {
        let scalars = mapped.unicodeScalars
        guard let other = scalars.first, scalars.count == 1 else { return scalar }
        return (other.value > 0xFFFF) == (scalar.value > 0xFFFF) ? other : scalar
    }

    /// The first letter of each word in capitals, the others small; blanks alone end a word.
    static func proper(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        var begins = true
        for scalar in text.unicodeScalars {
            let properties = scalar.properties
            let mapped = begins ? properties.uppercaseMapping : properties.lowercaseMapping
            result.append(single(scalar, mapped))
            begins = scalar == " "
        }
        return String(result)
    }
}
