import Directory
import DirectorySchema
import SyncRules

extension Redaction {
    func forest(_ forest: ForestRefresh) -> ForestRefresh {
        ForestRefresh(
            connector: connector(forest.connector),
            name: name(.forest, forest.name),
            state: forest.state,
            source: forest.source.map { name(.source, $0) },
            liveDigest: forest.liveDigest.map(fingerprint),
            liveForest: forest.liveForest.map { name(.forest, $0) },
            cachedForest: forest.cachedForest.map { name(.forest, $0) },
            cachedVersion: forest.cachedVersion,
            // The number of a schema's version is a value of the directory, and tells which product made it.
            cachedObjectVersion: nil,
            liveObjectVersion: nil,
            classes: forest.classes,
            attributes: forest.attributes,
            diff: diff(forest.diff),
            effective: forest.effective.map(effective).sorted { $0.objectClass < $1.objectClass },
            impacts: forest.impacts.map(impact).sorted { Self.precedes($0.change, $1.change) },
            held: forest.held.map { HeldChange(change: change($0.change), decision: decision($0.decision)) }
                .sorted { Self.precedes($0.change, $1.change) },
            accepted: forest.accepted.map(decision).sorted { $0.name < $1.name },
            unreadable: forest.unreadable.map {
                UnreadableDefinition(
                    place: name(.place, $0.place),
                    reason: name(.reason, $0.reason),
                    text: name(.value, $0.text)
                )
            }.sorted { $0.place < $1.place },
            failure: forest.failure.map { pseudonym(.reason, $0) },
            doubts: forest.doubts.map { doubt in
                SchemaDoubt(
                    kind: doubt.kind,
                    count: doubt.count,
                    names: doubt.names.map { name(.attribute, $0) }.sorted()
                )
            }
        )
    }

    /// The tenant's identity is the same everywhere, and says nothing.
    func connector(_ connector: ConnectorID) -> ConnectorID {
        connector == .tenant ? connector : ConnectorID(name(.connector, connector.text))
    }

    func attributeName(_ attribute: AttributeName) -> AttributeName {
        AttributeName(name(.attribute, attribute.spelling))
    }

    private func className(_ objectClass: AttributeName) -> AttributeName {
        AttributeName(name(.objectClass, objectClass.spelling))
    }

    private func elementName(_ element: SchemaChange.Element, _ name: AttributeName) -> AttributeName {
        element == .objectClass ? className(name) : attributeName(name)
    }

    private func diff(_ diff: SchemaDiff) -> SchemaDiff {
        SchemaDiff(
            changes: diff.changes.map(change).sorted(by: Self.precedes),
            // Whether it is a class or an attribute is not known of what cannot be read.
            unreadable: diff.unreadable.map { AttributeName(name(.word, $0.spelling)) }.sorted()
        )
    }

    private static func precedes(_ left: SchemaChange, _ right: SchemaChange) -> Bool {
        guard left.element == right.element else { return left.element == .objectClass }
        return left.name == right.name ? left.action.rawValue < right.action.rawValue : left.name < right.name
    }

    private func change(_ change: SchemaChange) -> SchemaChange {
        SchemaChange(
            element: change.element,
            action: change.action,
            name: elementName(change.element, change.name),
            facets: change.facets.map { facet in
                SchemaFacet(
                    facet.facet,
                    from: facet.from.map { value($0, facet.facet, change.element) },
                    to: facet.to.map { value($0, facet.facet, change.element) }
                )
            }
        )
    }

    private func value(
        _ value: FacetValue,
        _ facet: SchemaFacet.Kind,
        _ element: SchemaChange.Element
    ) -> FacetValue {
        let kind = Self.kind(of: facet, element)
        return switch value {
        case .flag: value
        case .number(let number): .text(name(.number, String(number)))
        case .text(let text): .text(name(kind, text))
        case .list(let list): .list(list.map { name(kind, $0) }.sorted())
        }
    }

    private static func kind(of facet: SchemaFacet.Kind, _ element: SchemaChange.Element) -> PlanName {
        switch facet {
        case .name, .names, .superior: element == .objectClass ? .objectClass : .attribute
        case .auxiliaries, .possibleSuperiors, .contentAuxiliaries: .objectClass
        case .must, .may, .contentMust, .contentMay, .contentNot: .attribute
        case .oid: .identifier
        case .syntax: .syntax
        case .equality, .ordering, .substring: .matching
        case .rangeLower, .rangeUpper, .linkID, .searchFlags, .systemFlags: .number
        case .singleValued, .inGlobalCatalog, .readOnly, .collective, .usage, .defunct, .schemaIDGUID, .kind,
            .supporting:
            .value
        }
    }

    private func effective(_ change: EffectiveChange) -> EffectiveChange {
        func parts(_ parts: [EffectiveChange.Part]) -> [EffectiveChange.Part] {
            parts.map {
                EffectiveChange.Part(attribute: attributeName($0.attribute), through: className($0.through))
            }.sorted { $0.attribute < $1.attribute }
        }
        return EffectiveChange(
            objectClass: className(change.objectClass),
            gained: parts(change.gained),
            lost: parts(change.lost),
            required: change.required.map(attributeName).sorted(),
            released: change.released.map(attributeName).sorted()
        )
    }

    private func impact(_ impact: SchemaImpact) -> SchemaImpact {
        let order = SchemaImpact.Effect.Kind.allCases
        let effects = impact.effects.map {
            SchemaImpact.Effect(kind: $0.kind, rule: name(.rule, $0.rule), part: part($0.part))
        }
        return SchemaImpact(
            change: change(impact.change),
            effects: order.flatMap { kind in
                effects.filter { $0.kind == kind }.sorted { ($0.rule, $0.part) < ($1.rule, $1.part) }
            },
            inclusion: impact.inclusion
        )
    }

    private func decision(_ decision: SchemaDecision) -> SchemaDecision {
        SchemaDecision(
            forest: name(.forest, decision.forest),
            element: decision.element,
            name: elementName(decision.element, decision.name),
            change: decision.change,
            choice: decision.choice,
            until: decision.until,
            who: name(.person, decision.who),
            when: decision.when,
            why: decision.why.isEmpty ? "" : pseudonym(.reason, decision.why)
        )
    }
}
