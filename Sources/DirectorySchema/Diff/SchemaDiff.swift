public import Directory

/// The differences of two schemas in a fixed order: classes before attributes, then by name.
///
/// Names, OIDs, booleans and lists are compared by meaning; nothing is reported that only looks different, nor what one
/// of the two cannot say at all. What could not be read on one side is not gone there.
public struct SchemaDiff: Sendable, Hashable, Codable {
    /// All differences.
    public let changes: [SchemaChange]
    /// Definitions that were there, and may be there still in one that cannot be read.
    public let unreadable: [AttributeName]

    /// Compares an older snapshot with a newer one; `all` reports what says nothing of objects as well: identifiers of
    /// definitions, further names, suggested lengths.
    public init(from old: SchemaSnapshot, to new: SchemaSnapshot, all: Bool = false) {
        let comparison = SchemaComparison(from: old, to: new, all: all)
        let hints = (old: UnreadableNames(old.unreadable), new: UnreadableNames(new.unreadable))
        var unreadable: [AttributeName] = []
        var changes: [SchemaChange] = []
        func collect<Definition: SchemaElement>(
            _ pairs: [ElementPairing<Definition>.Pair],
            _ element: SchemaChange.Element,
            _ facets: (Definition, _ isOld: Bool) -> [(SchemaFacet.Kind, FacetValue?)]
        ) {
            for pair in pairs {
                if let before = pair.old, let after = pair.new {
                    // Most definitions are what they were.
                    if before == after { continue }
                    var differing = zip(facets(before, true), facets(after, false)).compactMap { one, other in
                        comparison.differs(one.1, other.1, one.0, element, before.name)
                            ? SchemaFacet(one.0, from: one.1, to: other.1) : nil
                    }
                    if pair.isRenamed {
                        let names = (FacetValue.text(before.name.spelling), FacetValue.text(after.name.spelling))
                        differing.insert(SchemaFacet(.name, from: names.0, to: names.1), at: 0)
                    }
                    guard !differing.isEmpty else { continue }
                    let action = pair.isRenamed ? SchemaChange.Action.renamed : .modified
                    changes.append(SchemaChange(element: element, action: action, name: after.name, facets: differing))
                } else if let before = pair.old {
                    guard !comparison.isHidden(before.name) else { continue }
                    guard !hints.new.mention(before) else {
                        unreadable.append(before.name)
                        continue
                    }
                    let described = facets(before, true).filter { $0.1 != nil }
                        .map { SchemaFacet($0.0, from: $0.1, to: nil) }
                    changes.append(
                        SchemaChange(element: element, action: .removed, name: before.name, facets: described)
                    )
                } else if let after = pair.new, !comparison.isHidden(after.name) {
                    guard !hints.old.mention(after) else {
                        unreadable.append(after.name)
                        continue
                    }
                    let described = facets(after, false).filter { $0.1 != nil }
                        .map { SchemaFacet($0.0, from: nil, to: $0.1) }
                    changes.append(SchemaChange(element: element, action: .added, name: after.name, facets: described))
                }
            }
        }
        collect(comparison.classes.pairs, .objectClass, comparison.facets)
        collect(comparison.attributes.pairs, .attribute, comparison.facets)
        self.changes = changes
        self.unreadable = unreadable
    }

    /// Wraps differences that are known; their order is the caller's.
    public init(changes: [SchemaChange], unreadable: [AttributeName]) {
        self.changes = changes
        self.unreadable = unreadable
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
}
