import Directory
import Foundation

/// Which of the changes that wait are wanted; what is empty does not restrict.
public struct PendingFilter: Sendable, Hashable {
    /// `add`, `update` or `delete`.
    public var operation: String?
    /// The class in the tenant.
    public var objectClass: String?
    /// An attribute that changes; may hold `*`.
    public var attribute: String?
    /// A part of the name of a rule that causes it.
    public var rule: String?
    /// A part of who it is: of the label, the source anchor or the name in the tenant.
    public var who: String?

    /// No restriction.
    public init() {}

    func admits(_ change: PendingChange) -> Bool {
        if let operation, change.operation != operation.lowercased() { return false }
        if let objectClass, change.objectClass.lowercased() != objectClass.lowercased() { return false }
        if change.operation == "update" {
            // One attribute has to be what is wanted in every respect: another one may be of another rule.
            if attribute != nil || rule != nil, !change.values.contains(where: isWanted) { return false }
        } else {
            if let attribute, !change.attributes.contains(where: { Self.matches(attribute, $0) }) { return false }
            if let rule {
                let rules = [change.rule, change.cause] + change.values.flatMap { [$0.rule, $0.sourceRule] }
                guard rules.contains(where: { $0.map { Self.contains($0, rule) } ?? false }) else { return false }
            }
        }
        if let who {
            return [change.label, change.anchor, change.dn].contains { Self.contains($0, who) }
        }
        return true
    }

    /// A change as far as it is wanted: of an update, the attributes that were asked for.
    func narrowed(_ change: PendingChange) -> PendingChange {
        guard attribute != nil || rule != nil, change.operation == "update" else { return change }
        let values = change.values.filter(isWanted)
        return PendingChange(
            operation: change.operation,
            objectClass: change.objectClass,
            anchor: change.anchor,
            label: change.label,
            dn: change.dn,
            cause: change.cause,
            rule: change.rule,
            connector: change.connector,
            affectsSignIn: values.contains(where: \.affectsSignIn),
            attributes: values.map(\.attribute),
            values: values,
            forest: change.forest
        )
    }

    /// Whether an attribute of an update is one that was asked for, changed by a rule that was asked for.
    private func isWanted(_ value: PendingChange.Value) -> Bool {
        if let attribute, !Self.matches(attribute, value.attribute) { return false }
        guard let rule else { return true }
        return [value.rule, value.sourceRule].contains { $0.map { Self.contains($0, rule) } ?? false }
    }

    private static func contains(_ text: String, _ part: String) -> Bool {
        text.lowercased().contains(part.lowercased())
    }

    private static func matches(_ pattern: String, _ name: String) -> Bool {
        let (pattern, name) = (pattern.lowercased(), name.lowercased())
        guard pattern.contains("*") else { return pattern == name }
        var rest = name[...]
        let parts = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        for (place, part) in parts.enumerated() where !part.isEmpty {
            if place == 0 {
                guard rest.hasPrefix(part) else { return false }
                rest = rest.dropFirst(part.count)
            } else if place == parts.count - 1 {
                return rest.hasSuffix(part)
            } else {
                guard let found = rest.range(of: part) else { return false }
                rest = rest[found.upperBound...]
            }
        }
        return true
    }
}
