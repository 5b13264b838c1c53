import Diagnostics
import Directory

/// Finds what could make few bytes of YAML say a great deal: a name behind `*` that also stands behind `&`.
///
/// The text is looked at as it is, before anything reads it as YAML, so that nothing is missed. That a text in quotes looks
/// so is rare; it can be written in double quotes with `\x2A` for the star.
enum YAMLReferences {
    /// The first reference to something that may be an anchor.
    static func first(in source: SourceText) -> (name: String, range: SourceRange)? {
        let bytes = Array(source.text.utf8)
        let anchors = Set(names(in: bytes, behind: UInt8(ascii: "&")).map(\.name))
        guard !anchors.isEmpty else { return nil }
        return names(in: bytes, behind: UInt8(ascii: "*")).first { anchors.contains($0.name) }
    }

    private static func names(in bytes: [UInt8], behind mark: UInt8) -> [(name: String, range: SourceRange)] {
        var found: [(String, SourceRange)] = []
        for (place, byte) in bytes.enumerated() where byte == mark {
            let name = bytes[(place + 1)...].prefix {
                ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
            if !name.isEmpty {
                found.append((String(decoding: name, as: UTF8.self), SourceRange(place, name.endIndex)))
            }
        }
        return found
    }
}
