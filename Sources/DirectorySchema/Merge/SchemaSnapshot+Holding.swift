import Directory

extension SchemaSnapshot {
    /// This schema, but with some of its differences from an older one undone.
    ///
    /// A definition that is new and held is not there, and no list mentions it; one that is gone and held is there, in the
    /// lists in which it was; one that differs and is held is as it was.
    public func holding(_ held: [SchemaChange], from old: SchemaSnapshot) -> SchemaSnapshot {
        guard !held.isEmpty else { return self }
        var attributes = Dictionary(self.attributes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var classes = Dictionary(self.classes.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for change in held {
            switch change.element {
            case .attribute: Self.undo(change, &attributes, old.attribute(change.oldName))
            case .objectClass: Self.undo(change, &classes, old.objectClass(change.oldName))
            }
        }
        let mentions = HeldMentions(held)
        return SchemaSnapshot(
            origin: origin,
            attributes: attributes.values.sorted { $0.name < $1.name },
            classes: classes.values.map { mentions.undone(in: $0, as: old.objectClass($0.name)) }
                .sorted { $0.name < $1.name },
            unreadable: unreadable.filter { !$0.isContradiction },
            objectVersion: objectVersion,
            supporting: supporting
        )
    }

    private static func undo<Element>(
        _ change: SchemaChange,
        _ elements: inout [AttributeName: Element],
        _ old: Element?
    ) {
        if change.action == .added || change.action == .renamed { elements[change.name] = nil }
        if change.action != .added { elements[change.oldName] = old }
    }
}

/// What lists of classes say of definitions whose differences are held.
private struct HeldMentions {
    private var appeared: [SchemaChange.Element: Set<AttributeName>] = [:]
    private var gone: [SchemaChange.Element: Set<AttributeName>] = [:]

    init(_ held: [SchemaChange]) {
        for change in held {
            if change.action == .added || change.action == .renamed {
                appeared[change.element, default: []].insert(change.name)
            }
            if change.action == .removed || change.action == .renamed {
                gone[change.element, default: []].insert(change.oldName)
            }
        }
    }

    func undone(in definition: ObjectClass, as old: ObjectClass?) -> ObjectClass {
        var result = definition
        result.must = list(definition.must, old?.must, .attribute)
        result.may = list(definition.may, old?.may, .attribute)
        result.auxiliaries = list(definition.auxiliaries, old?.auxiliaries, .objectClass)
        result.possibleSuperiors = list(definition.possibleSuperiors, old?.possibleSuperiors, .objectClass)
        if var rule = definition.contentRule {
            rule.auxiliaries = list(rule.auxiliaries, old?.contentRule?.auxiliaries, .objectClass)
            rule.must = list(rule.must, old?.contentRule?.must, .attribute)
            rule.may = list(rule.may, old?.contentRule?.may, .attribute)
            result.contentRule = rule
        }
        return result
    }

    private func list(
        _ names: [AttributeName],
        _ old: [AttributeName]?,
        _ element: SchemaChange.Element
    ) -> [AttributeName] {
        let kept = names.filter { !(appeared[element]?.contains($0) ?? false) }
        let back = (old ?? []).filter { gone[element]?.contains($0) ?? false }
        return kept.count == names.count && back.isEmpty ? names : Set(kept + back).sorted()
    }
}
