import Foundation

/// Names of rules in a column: what all of them begin with stands in the heading alone.
struct RuleNames {
    private let prefix: String
    private let title: String

    init(_ names: [String], title: String = "rule") {
        self.title = title
        var prefix = names.first ?? ""
        for name in names { prefix = String(zip(prefix, name).prefix { $0 == $1 }.map(\.0)) }
        let parts = prefix.components(separatedBy: " - ")
        self.prefix = Set(names).count > 1 && parts.count > 1 ? parts.dropLast().joined(separator: " - ") + " - " : ""
    }

    /// The title, with what all names begin with.
    var heading: String { prefix.isEmpty ? title : "\(title) (\(prefix)…)" }

    /// A name without that.
    func short(_ name: String) -> String { name.hasPrefix(prefix) ? String(name.dropFirst(prefix.count)) : name }
}
