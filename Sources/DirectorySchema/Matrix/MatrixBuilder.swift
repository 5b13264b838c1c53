import Directory

/// Makes the rows of a matrix.
struct MatrixBuilder {
    private let columns: [MatrixColumn]
    /// How schemas of two columns are compared, by their places.
    private let comparisons: [[SchemaComparison?]]
    private let unreadable: [UnreadableNames]

    init(_ columns: [MatrixColumn]) {
        self.columns = columns
        comparisons = columns.indices.map { left in
            columns.indices.map { right in
                left < right
                    ? SchemaComparison(from: columns[left].snapshot, to: columns[right].snapshot, all: false) : nil
            }
        }
        unreadable = columns.map { UnreadableNames($0.snapshot.unreadable) }
    }

    func attributes() -> [MatrixRow] {
        rows(columns.map(\.snapshot.attributes), .attribute, MatrixCell.Definition.init) { $0.facets($1, isOld: $2) }
    }

    func classes() -> [MatrixRow] {
        rows(columns.map(\.snapshot.classes), .objectClass, MatrixCell.Definition.init) { $0.facets($1, isOld: $2) }
    }

    private typealias Facets<Element> = (SchemaComparison, Element, Bool) -> [(SchemaFacet.Kind, FacetValue?)]

    private func rows<Element: SchemaElement>(
        _ elements: [[Element]],
        _ kind: SchemaChange.Element,
        _ definition: (Element) -> MatrixCell.Definition,
        _ facets: Facets<Element>
    ) -> [MatrixRow] {
        let groups = MatrixGroups(elements).groups
        let numbered = Self.numbered(groups)
        return groups.compactMap { group in
            guard let name = group.lazy.compactMap({ $0?.name }).first else { return nil }
            let differences = differences(in: group, kind, facets)
            // The names of retired definitions are given away again (MS-ADTS 3.1.1.2.3): they contradict nothing.
            let used = group.map { $0.flatMap { $0.isDefunct ? nil : $0 } }
            let conflicts = conflicts(used.map { $0.map(definition) }, differences) + renamed(name, used, numbered)
            let absent = group.indices.filter { group[$0] == nil && !isUnknown(group, $0, name) }
            let found = Set(differences.flatMap { $0.flatMap { $0 } })
            return MatrixRow(
                element: kind,
                name: name,
                verdict: !conflicts.isEmpty
                    ? .conflict : !absent.isEmpty ? .missing : found.isEmpty ? .agree : .differs,
                facets: SchemaFacet.Kind.allCases.filter(found.contains),
                conflicts: conflicts,
                missing: absent.map { columns[$0].name },
                cells: cells(group.map { $0.map(definition) }, differences, conflicts, Set(absent))
            )
        }
    }

    /// The properties in which each two columns differ.
    private func differences<Element: SchemaElement>(
        in group: [Element?],
        _ kind: SchemaChange.Element,
        _ facets: Facets<Element>
    ) -> [[Set<SchemaFacet.Kind>]] {
        var found = Array(repeating: Array(repeating: Set<SchemaFacet.Kind>(), count: group.count), count: group.count)
        for left in group.indices {
            for right in group.indices where left < right {
                guard let one = group[left], let other = group[right], one != other,
                    let comparison = comparisons[left][right]
                else { continue }
                let pairs = zip(facets(comparison, one, true), facets(comparison, other, false))
                let differing = pairs.compactMap { before, after in
                    comparison.differs(before.1, after.1, before.0, kind, one.name) ? before.0 : nil
                }
                found[left][right] = Set(differing)
                found[right][left] = found[left][right]
            }
        }
        return found
    }

    /// Whether a column without the definition may have it all the same.
    private func isUnknown<Element: SchemaElement>(_ group: [Element?], _ column: Int, _ name: AttributeName) -> Bool {
        group.contains { $0.map { unreadable[column].mention($0) } ?? false }
            || columns[column].snapshot.origin == .connectorExport && ConnectorCache.hidden.contains(name)
    }

    private func conflicts(
        _ definitions: [MatrixCell.Definition?],
        _ differences: [[Set<SchemaFacet.Kind>]]
    ) -> [MatrixConflict] {
        func differ(_ facet: SchemaFacet.Kind) -> Bool {
            definitions.indices.contains { left in
                definitions.indices.contains { right in
                    definitions[left] != nil && definitions[right] != nil && differences[left][right].contains(facet)
                }
            }
        }
        func conflict(_ kind: MatrixConflict.Kind, _ value: (MatrixCell.Definition) -> String?) -> MatrixConflict? {
            let values = zip(definitions, columns).compactMap { definition, column in
                definition.flatMap(value).map { (value: $0, forest: column.name) }
            }
            let conflict = MatrixConflict(kind, values)
            return conflict.sides.count > 1 ? conflict : nil
        }
        var found: [MatrixConflict?] = []
        if differ(.syntax) {
            // The word alone where it tells them apart; Active Directory has several syntaxes for one of LDAP.
            let forms: [(AttributeSyntax) -> String] = [\.name, \.withOID, \.withPair]
            found.append(forms.lazy.compactMap { form in conflict(.syntax) { $0.syntax.map(form) } }.first)
        }
        if differ(.singleValued) {
            found.append(conflict(.cardinality) { $0.isSingleValued.map { $0 ? "single-valued" : "multi-valued" } })
        }
        if differ(.oid) { found.append(conflict(.oid) { $0.oid?.dotted }) }
        return found.compactMap { $0 }
    }

    /// Where each OID is used: under which name and by which column.
    private static func numbered<Element: SchemaElement>(
        _ groups: [[Element?]]
    ) -> [OID: [(name: AttributeName, column: Int)]] {
        var numbered: [OID: [(name: AttributeName, column: Int)]] = [:]
        for group in groups {
            guard let name = group.lazy.compactMap({ $0?.name }).first else { continue }
            for (column, element) in group.enumerated() {
                guard let element, !element.isDefunct, let oid = element.oid else { continue }
                numbered[oid, default: []].append((name, column))
            }
        }
        return numbered
    }

    /// The OIDs of a row that another row has as well.
    private func renamed<Element: SchemaElement>(
        _ name: AttributeName,
        _ group: [Element?],
        _ numbered: [OID: [(name: AttributeName, column: Int)]]
    ) -> [MatrixConflict] {
        let oids = Set(group.compactMap { $0?.oid }).sorted { $0.dotted < $1.dotted }
        return oids.compactMap { oid in
            let uses = (numbered[oid] ?? []).sorted { $0.column < $1.column }
            guard uses.contains(where: { $0.name != name }) else { return nil }
            return MatrixConflict(.name, uses.map { (value: $0.name.spelling, forest: columns[$0.column].name) })
        }
    }

    private func cells(
        _ definitions: [MatrixCell.Definition?],
        _ differences: [[Set<SchemaFacet.Kind>]],
        _ conflicts: [MatrixConflict],
        _ absent: Set<Int>
    ) -> [MatrixCell] {
        let present = definitions.indices.filter { definitions[$0] != nil }
        // As most have it; where they are as many, as the first has it.
        let measure =
            present.max { left, right in
                let agreeing = { (place: Int) in present.count { differences[place][$0].isEmpty } }
                return (agreeing(left), -left) < (agreeing(right), -right)
            } ?? 0
        let contradicting: Set<SchemaFacet.Kind> = [.syntax, .singleValued, .oid]
        let isRenamed = conflicts.contains { $0.kind == .name }
        return definitions.indices.map { place in
            let definition = definitions[place]
            let found = differences[place][measure]
            let mark: MatrixCell.Mark =
                if definition == nil {
                    absent.contains(place) ? .absent : .unknown
                } else if isRenamed || !conflicts.isEmpty && !found.isDisjoint(with: contradicting) {
                    .conflicts
                } else {
                    found.isEmpty ? .same : .differs
                }
            return MatrixCell(mark: mark, definition: definition)
        }
    }
}

extension AttributeSyntax {
    fileprivate var withOID: String { name == ldap ? name : "\(name) (\(ldap))" }

    fileprivate var withPair: String {
        attributeSyntax.flatMap { own in omSyntax.map { "\(name) (\(own)/\($0))" } } ?? withOID
    }
}
