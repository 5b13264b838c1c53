/// An address inside of the console, made of parts that are written so that none of them can leave its place.
struct ConsolePath: Sendable, Hashable, CustomStringConvertible {
    /// The address as it stands in a page: it begins with a slash and a letter, never with a scheme or a host.
    let description: String

    /// Joins folders, and adds a query of those fields that have a value.
    init(_ folders: String..., query: [(String, String?)] = []) {
        self.init("/" + folders.map(Self.written).joined(separator: "/"), query)
    }

    private init(_ path: String, _ query: [(String, String?)]) {
        let fields = query.compactMap { name, value in
            value.map { Self.written(name) + "=" + Self.written($0) }
        }
        description = fields.isEmpty ? path : path + "?" + fields.joined(separator: "&")
    }

    /// The same place, asked something else.
    func asking(_ query: [(String, String?)]) -> ConsolePath {
        ConsolePath(String(description.prefix { $0 != "?" }), query)
    }

    /// Letters, digits and what RFC 3986 section 2.3 leaves alone; everything else in hexadecimal.
    private static func written(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
            if isPlain {
                result.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count < 2 ? "%0" + digits : "%" + digits
            }
        }
        // A folder that consists of dots would be another one, however the dots are written (WHATWG URL, "double-dot").
        return result == "." || result == ".." ? "-" : result
    }
}
