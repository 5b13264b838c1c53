/// Somebody who works in a forest of the lab.
struct Person {
    let givenName: String
    let surname: String
    /// The name by which the entry is found; nothing where it is simply both names.
    var commonName: String?

    /// How the person is shown.
    var displayName: String { commonName ?? "\(givenName) \(surname)" }

    /// Both names in the letters that an address may have.
    var slug: String { Self.ascii(givenName) + "." + Self.ascii(surname) }

    /// Letters that have no accent to drop.
    private static let spelled: [Character: String] = [
        "ß": "ss", "ø": "o", "ł": "l", "æ": "ae", "đ": "d", "ı": "i", "þ": "th", "ð": "d", "œ": "oe",
    ]

    private static func ascii(_ name: String) -> String {
        let letters = name.lowercased().flatMap { letter -> [UInt8] in
            if let spelled = spelled[letter] { return Array(spelled.utf8) }
            // The canonical decomposition puts the letter before its accents.
            return letter.unicodeScalars.flatMap { scalar in
                String(scalar).decomposed.utf8.filter { (0x61...0x7A).contains($0) }
            }
        }
        return letters.isEmpty ? "x" : String(decoding: letters, as: UTF8.self)
    }
}
