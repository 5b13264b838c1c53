import Directory

/// The differences between two snapshots of one forest, in a fixed order: classes before attributes, then by name.
///
/// Names and OIDs are compared by meaning, lists as sets; nothing is reported that only looks different.
public struct SchemaDiff: Sendable, Hashable, Codable {
    /// All differences.
    public let changes: [SchemaChange]

    /// Compares an older snapshot with a newer one.
    public init(from old: SchemaSnapshot, to new: SchemaSnapshot) {
        changes =
            Self.compare(old.classes, new.classes, element: .objectClass, name: \.name, facets: Self.facets)
            + Self.compare(old.attributes, new.attributes, element: .attribute, name: \.name, facets: Self.facets)
    }

    /// Whether nothing differs.
    public var isEmpty: Bool { changes.isEmpty }

    /// How many changes there are of one kind.
    public func count(_ element: SchemaChange.Element, _ action: SchemaChange.Action) -> Int {
        changes.count { $0.element == element && $0.action == action }
    }

    /// The changes of one kind.
    public func changes(_ element: SchemaChange.Element, _ action: SchemaChange.Action) -> [SchemaChange] {
        changes.filter { $0.element == element && $0.action == action }
    }

    /// Walks two lists that ascend by name.
    private static func compare<Definition>(
        _ old: [Definition],
        _ new: [Definition],
        element: SchemaChange.Element,
        name: (Definition) -> AttributeName,
        facets: (Definition) -> [(String, String?)]
    ) -> [SchemaChange] {
        var changes: [SchemaChange] = []
        var (left, right) = (old[...], new[...])
        while let one = left.first ?? right.first {
            if let before = left.first, let after = right.first, name(before) == name(after) {
                let differing = zip(facets(before), facets(after)).filter { differs($0.1, $1.1) }
                    .map { SchemaFacet(name: $0.0, from: $0.1, to: $1.1) }
                if !differing.isEmpty {
                    changes.append(
                        SchemaChange(element: element, action: .changed, name: name(after), facets: differing)
                    )
                }
                (left, right) = (left.dropFirst(), right.dropFirst())
            } else if let before = left.first, right.first.map({ name(before) < name($0) }) ?? true {
                let described = facets(before).filter { $0.1 != nil }
                    .map { SchemaFacet(name: $0.0, from: $0.1, to: nil) }
                changes.append(SchemaChange(element: element, action: .removed, name: name(before), facets: described))
                left = left.dropFirst()
            } else {
                let after = right.first ?? one
                let described = facets(after).filter { $0.1 != nil }
                    .map { SchemaFacet(name: $0.0, from: nil, to: $0.1) }
                changes.append(SchemaChange(element: element, action: .added, name: name(after), facets: described))
                right = right.dropFirst()
            }
        }
        return changes
    }

    /// Names differ by meaning, not by the case in which they are written.
    private static func differs(_ before: String?, _ after: String?) -> Bool {
        before.map(ASCII.lowercased) != after.map(ASCII.lowercased)
    }

    private static func facets(_ definition: ObjectClass) -> [(String, String?)] {
        [
            ("governsID", definition.oid?.dotted),
            ("objectClassCategory", definition.kind.rawValue),
            ("subClassOf", definition.superior?.folded),
            ("auxiliaryClass", list(definition.auxiliaries)),
            ("mustContain", list(definition.must)),
            ("mayContain", list(definition.may)),
            ("possSuperiors", list(definition.possibleSuperiors)),
            ("isDefunct", flag(definition.isDefunct)),
        ]
    }

    private static func facets(_ definition: AttributeType) -> [(String, String?)] {
        [
            ("attributeID", definition.oid?.dotted),
            ("syntax", definition.syntax?.name),
            ("isSingleValued", definition.isSingleValued ? "TRUE" : "FALSE"),
            ("rangeLower", definition.rangeLower.map { String($0) }),
            ("rangeUpper", definition.rangeUpper.map { String($0) }),
            ("linkID", definition.linkID.map { String($0) }),
            ("searchFlags", number(definition.searchFlags)),
            ("systemFlags", number(definition.systemFlags)),
            ("isMemberOfPartialAttributeSet", flag(definition.isInGlobalCatalog)),
            ("isDefunct", flag(definition.isDefunct)),
        ]
    }

    private static func list(_ names: [AttributeName]) -> String? {
        names.isEmpty ? nil : names.map(\.spelling).joined(separator: " ")
    }

    private static func flag(_ value: Bool) -> String? { value ? "TRUE" : nil }

    private static func number(_ value: Int64) -> String? { value == 0 ? nil : String(value) }
}
