import ArgumentParser
import Directory
import Foundation
import SyncExpressions

/// A value that somebody gives an attribute on the command line: `mail=a@b`, `userAccountControl:num=512`.
struct AttributeSetting: ExpressibleByArgument {
    let name: AttributeName
    let value: ExpressionValue

    init?(argument: String) {
        guard let equals = argument.firstIndex(of: "=") else { return nil }
        let parts = argument[..<equals].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return nil }
        let text = String(argument[argument.index(after: equals)...])
        guard let value = Self.value(text, type: parts.count == 2 ? String(parts[1]) : "str") else { return nil }
        name = AttributeName(String(first))
        self.value = value
    }

    private static func value(_ text: String, type: String) -> ExpressionValue? {
        switch type {
        case "str": .string(text)
        case "num": Int64(text).map { .number($0) }
        case "bool": ["true": .boolean(true), "false": .boolean(false)][text.lowercased()]
        case "bin": Data(base64Encoded: text).map { .binary(Array($0)) }
        case "ref": .reference(text)
        default: nil
        }
    }

    /// The values by attribute: one that is given more than once has several.
    static func values(_ settings: [AttributeSetting]) -> [AttributeName: ExpressionValue] {
        var lists: [AttributeName: [ExpressionValue]] = [:]
        for setting in settings { lists[setting.name, default: []].append(setting.value) }
        return lists.compactMapValues { $0.count > 1 ? .list($0) : $0.first }
    }
}
