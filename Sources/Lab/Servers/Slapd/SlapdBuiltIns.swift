import Foundation

/// The names and identifiers that a slapd of this machine has built in and that must not be defined again.
struct SlapdBuiltIns: Sendable {
    /// Attribute names, and class names after `class `, in lower case.
    let names: Set<String>
    /// Numeric identifiers.
    let identifiers: Set<String>

    /// Asks slapd: an empty configuration, converted, lists what is hard-wired.
    static func read(_ slapd: Tool, scratch: String) async throws -> SlapdBuiltIns {
        try LabFolder.make(scratch + "/slapd.d")
        defer { LabFolder.remove(scratch) }
        try LabFolder.write("database config\n", to: scratch + "/slapd.conf")
        let said = try await slapd.output(["-Ttest", "-f", scratch + "/slapd.conf", "-F", scratch + "/slapd.d"])
        let path = scratch + "/slapd.d/cn=config/cn=schema.ldif"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw LabError(.toolFailed, "slapd does not say what it has built in:\n\(said.tail())")
        }
        var names: Set<String> = []
        var identifiers: Set<String> = []
        let lines = text.replacing("\n ", with: "").split(separator: "\n")
        for line in lines where line.hasPrefix("olcAttributeTypes:") || line.hasPrefix("olcObjectClasses:") {
            let isClass = line.hasPrefix("olcObjectClasses:")
            let words = line.split(separator: " ")
            if let open = words.firstIndex(where: { $0.hasSuffix("(") }), open + 1 < words.count {
                identifiers.insert(String(words[open + 1]))
            }
            guard let start = line.range(of: "NAME ") else { continue }
            let rest = line[start.upperBound...]
            let end = rest.hasPrefix("(") ? rest.firstIndex(of: ")") : rest.dropFirst().firstIndex(of: "'")
            for name in rest[..<(end ?? rest.endIndex)].split(separator: "'") where name.first?.isLetter == true {
                names.insert((isClass ? "class " : "") + name.lowercased())
            }
        }
        return SlapdBuiltIns(names: names, identifiers: identifiers)
    }
}
