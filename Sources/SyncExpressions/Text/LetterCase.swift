import Directory

/// Capital and small letters, one for one: no text gets longer or shorter, so that positions stay where they are.
///
/// .NET changes the case of each character by itself; `ß` therefore stays what it is in capitals.
enum LetterCase {
    static func lower(_ text: String) -> String {
        // Nearly every text is ASCII, and there bytes are characters.
        if !text.utf8.contains(where: { $0 >= 0x80 }) { return ASCII.lowercased(text) }
        return changed(text) { $0.properties.lowercaseMapping }
    }

    static func upper(_ text: String) -> String { changed(text) { $0.properties.uppercaseMapping } }

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
