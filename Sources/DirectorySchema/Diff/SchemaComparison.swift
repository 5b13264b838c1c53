import Directory

/// Compares the properties of definitions by what they mean in their two schemas.
struct SchemaComparison {
    let attributes: ElementPairing<AttributeType>
    let classes: ElementPairing<ObjectClass>
    private let old: SchemaSnapshot
    private let new: SchemaSnapshot
    private let expression: SchemaExpression
    private let all: Bool

    init(from old: SchemaSnapshot, to new: SchemaSnapshot, all: Bool) {
        self.old = old
        self.new = new
        self.all = all
        attributes = ElementPairing(old.attributes, new.attributes)
        classes = ElementPairing(old.classes, new.classes)
        expression = SchemaExpression(old, new, all: all)
    }

    func isHidden(_ name: AttributeName) -> Bool { expression.isOfConnector && ConnectorCache.hidden.contains(name) }

    func differs(
        _ before: FacetValue?,
        _ after: FacetValue?,
        _ facet: SchemaFacet.Kind,
        _ element: SchemaChange.Element,
        _ name: AttributeName
    ) -> Bool {
        guard expression.facets.contains(facet), before != after else { return false }
        switch facet {
        case .must, .may, .contentMust, .contentMay, .contentNot:
            return names(before) != names(after)
        case .auxiliaries, .possibleSuperiors, .superior, .contentAuxiliaries:
            return names(before) != names(after)
        case .names:
            return Set((before?.names ?? []).map(ASCII.lowercased)) != Set((after?.names ?? []).map(ASCII.lowercased))
        case .rangeUpper where old.origin == .subschema || new.origin == .subschema:
            // A length behind a syntax is what a server should take at least (RFC 4512 section 4.1.2): none is no claim.
            return before != nil && after != nil || all && expression.isSameKind
        case .rangeLower where old.origin == .subschema || new.origin == .subschema:
            return before != nil && after != nil
        case .rangeLower, .rangeUpper: return expression.isSameKind || limit(before) != limit(after)
        case .syntax where expression.isOfConnector && ConnectorCache.otherSyntax.contains(name): return false
        // Active Directory has one attributeSyntax for both; which it is only `oMObjectClass` says.
        case .syntax where expression.isOfConnector && ConnectorCache.binaryNames.isSuperset(of: texts(before, after)):
            return false
        // A name in the place of an OID, and a syntax that a superior elsewhere has, are no claims.
        case .syntax, .oid: return before != nil && after != nil
        case .equality, .ordering, .substring:
            guard case .text(let one)? = before, case .text(let other)? = after else { return false }
            return MatchingRuleNames.canonical(one) != MatchingRuleNames.canonical(other)
        default: return text(before) != text(after)
        }
    }

    func facets(_ definition: ObjectClass, isOld: Bool) -> [(SchemaFacet.Kind, FacetValue?)] {
        func classNames(_ names: [AttributeName]) -> FacetValue? {
            list(names.map { common($0, isOld, old.objectClass, new.objectClass, classes) })
        }
        func attributeNames(_ names: [AttributeName]) -> FacetValue? {
            // What the cache never requires it allows; its lists are compared without it.
            let left = expression.isOfConnector ? ConnectorCache.hidden.union(ConnectorCache.notRequired) : []
            let shown = left.isEmpty ? names : names.filter { !left.contains($0) }
            return list(shown.map { common($0, isOld, old.attribute, new.attribute, attributes) })
        }
        let rule = definition.contentRule
        return [
            (.names, list(definition.names)), (.oid, definition.oid.map { .text($0.dotted) }),
            (.kind, .text(definition.kind.rawValue)), (.superior, superiors(definition, classNames)),
            (.auxiliaries, classNames(definition.auxiliaries)), (.must, attributeNames(definition.must)),
            (.may, attributeNames(definition.may)), (.possibleSuperiors, classNames(definition.possibleSuperiors)),
            (.contentAuxiliaries, classNames(rule?.auxiliaries ?? [])),
            (.contentMust, attributeNames(rule?.must ?? [])), (.contentMay, attributeNames(rule?.may ?? [])),
            (.contentNot, attributeNames(rule?.not ?? [])), (.defunct, flag(definition.isDefunct)),
            (.schemaIDGUID, definition.schemaGUID.map { .text($0) }),
        ]
    }

    func facets(_ definition: AttributeType, isOld: Bool) -> [(SchemaFacet.Kind, FacetValue?)] {
        [
            (.names, list(definition.names)), (.oid, definition.oid.map { .text($0.dotted) }),
            (.syntax, definition.syntax.map { .text(syntax($0)) }), (.singleValued, .flag(definition.isSingleValued)),
            (.rangeLower, definition.rangeLower.map { .number($0) }),
            (.rangeUpper, definition.rangeUpper.map { .number($0) }), (.linkID, definition.linkID.map { .number($0) }),
            (.searchFlags, number(definition.searchFlags)), (.systemFlags, number(definition.systemFlags)),
            (.inGlobalCatalog, flag(definition.isInGlobalCatalog)), (.readOnly, flag(definition.isReadOnly ?? false)),
            (.collective, flag(definition.isCollective ?? false)),
            (.usage, definition.usage.map { .text($0.rawValue) }),
            (.equality, definition.matching?.equality.map { .text($0) }),
            (.ordering, definition.matching?.ordering.map { .text($0) }),
            (.substring, definition.matching?.substring.map { .text($0) }), (.defunct, flag(definition.isDefunct)),
            (.schemaIDGUID, definition.schemaGUID.map { .text($0) }),
        ]
    }

    /// Two schemas of entries can differ in Active Directory's own terms where LDAP's are the same.
    private func syntax(_ syntax: AttributeSyntax) -> String {
        guard old.origin == .activeDirectory, new.origin == .activeDirectory, let own = syntax.attributeSyntax,
            let number = syntax.omSyntax
        else { return syntax.ldap }
        return "\(own)/\(number) \(syntax.name)"
    }

    private func names(_ value: FacetValue?) -> Set<AttributeName> {
        Set((value?.names ?? []).map { AttributeName($0) })
    }

    /// One name for what is mentioned, whether by a further name, an OID or an old name.
    private func common<Element: SchemaElement>(
        _ name: AttributeName,
        _ isOld: Bool,
        _ inOld: (AttributeName) -> Element?,
        _ inNew: (AttributeName) -> Element?,
        _ pairing: ElementPairing<Element>
    ) -> AttributeName {
        if isOld {
            if let element = inOld(name) { return pairing.newName(of: element.name) }
            return inNew(name)?.name ?? name
        }
        if let element = inNew(name) { return element.name }
        return inOld(name).map { pairing.newName(of: $0.name) } ?? name
    }

    private func texts(_ values: FacetValue?...) -> Set<String> { Set(values.compactMap { $0?.description }) }

    private func text(_ value: FacetValue?) -> String? { value.map { ASCII.lowercased($0.description) } }

    /// The connector's cache leaves out bounds below zero.
    private func limit(_ value: FacetValue?) -> Int64? {
        guard case .number(let number)? = value, number >= 0 else { return nil }
        return number
    }

    private func list(_ names: [AttributeName]) -> FacetValue? { names.isEmpty ? nil : .list(names.map(\.spelling)) }

    /// Every class but `top` is below it, whether its definition says so or not (RFC 4512 section 2.4.1).
    private func superiors(
        _ definition: ObjectClass,
        _ list: ([AttributeName]) -> FacetValue?
    ) -> FacetValue? {
        guard let all = list(definition.superiors) else { return definition.name == "top" ? nil : .text("top") }
        return all.names.count == 1 ? all.names.first.map { .text($0) } : all
    }

    private func flag(_ value: Bool) -> FacetValue? { value ? .flag(true) : nil }

    private func number(_ value: Int64) -> FacetValue? { value == 0 ? nil : .number(value) }
}
