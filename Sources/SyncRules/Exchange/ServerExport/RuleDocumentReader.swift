import MarkupReading

/// Reads one rule out of a `SynchronizationRule_{…}.xml` file of an exported server configuration.
///
/// What the file says and the model has no place for is a problem of its own; a rule that lacks what every rule has is
/// not taken over.
struct RuleDocumentReader {
    private let file: String
    private var name: String?
    private(set) var problems: [ExchangeProblem] = []

    private init(_ file: String) { self.file = file }

    static func read(_ bytes: [UInt8], file: String) -> (rule: PortableRule?, problems: [ExchangeProblem]) {
        var reader = RuleDocumentReader(file)
        do throws(MarkupError) {
            let rule = reader.rule(try MarkupTree.read(bytes))
            return (rule, reader.problems)
        } catch {
            let line = error.position.line
            return (nil, [ExchangeProblem(.error, "malformedFile", file: file, line: line, "\(error)")])
        }
    }

    private static let known: Set<String> = [
        "id", "internal-id", "version", "name", "description", "immutable-tag", "direction", "disabled", "connector",
        "sourceObjectType", "targetObjectType", "linkType", "precedence", "precedence-after", "precedence-before",
        "softDeleteExpiryInterval", "EnablePasswordSync", "attribute-mappings", "relationshipCriteria",
        "synchronizationCriteria",
    ]

    private mutating func rule(_ root: MarkupElement) -> PortableRule? {
        guard root.name.local == "synchronizationRule" else {
            report(.error, "noRule", root, "<\(root.name.local)> is no synchronization rule; the file was left out.")
            return nil
        }
        name = root.child("name")?.text
        for child in root.children where !Self.known.contains(child.name.local) {
            report(.warning, "unknownElement", child, "<\(child.name.local)> is not known and was not taken over.")
        }
        let texts = ["id", "name", "connector", "sourceObjectType", "targetObjectType"].map { needed(root, $0) }
        let direction: PortableRule.Direction? = word(root, "direction")
        let link: PortableRule.Link? = word(root, "linkType")
        let precedence = number(root, "precedence")
        let version = root.child("version") == nil ? 1 : number(root, "version")
        let mappings = list(root, "attribute-mappings", "mapping").map { mapping($0) }
        let joins = groups(root, "relationshipCriteria", "condition").map { group in group.map { join($0) } }
        let scope = groups(root, "synchronizationCriteria", "scope").map { group in group.map { clause($0) } }
        guard texts.allSatisfy({ $0 != nil }), let direction, let link, let precedence, let version,
            mappings.allSatisfy({ $0 != nil }), joins.joined().allSatisfy({ $0 != nil }),
            scope.joined().allSatisfy({ $0 != nil })
        else { return nil }
        var rule = PortableRule(
            name: texts[1] ?? "",
            direction: direction,
            connector: Self.guid(texts[2] ?? ""),
            sourceObjectType: texts[3] ?? "",
            targetObjectType: texts[4] ?? "",
            link: link,
            precedence: precedence
        )
        rule.identifier = Self.guid(texts[0] ?? "")
        rule.internalIdentifier = root.child("internal-id").map { Self.guid($0.text) }
        rule.version = version
        rule.description = root.child("description")?.text ?? ""
        rule.immutableTag = root.child("immutable-tag")?.text ?? ""
        rule.isDisabled = flag(root, "disabled")
        rule.precedenceAfter = root.child("precedence-after").map { Self.guid($0.text) } ?? PortableRule.noRule
        rule.precedenceBefore = root.child("precedence-before").map { Self.guid($0.text) } ?? PortableRule.noRule
        rule.softDeleteExpiry = root.child("softDeleteExpiryInterval")?.text ?? "00:00:00"
        rule.synchronizesPasswords = flag(root, "EnablePasswordSync")
        rule.mappings = mappings.compactMap { $0 }
        rule.joins = joins.map { $0.compactMap { $0 } }
        rule.scope = scope.map { $0.compactMap { $0 } }
        return rule
    }

    /// `<src>` with elements names attributes, `<src>` with text is a constant (the kind is nowhere said).
    private mutating func mapping(_ element: MarkupElement) -> PortableMapping? {
        for child in element.children where !["dest", "src", "expression", "valueMergeType"].contains(child.name.local)
        {
            report(.warning, "unknownElement", child, "<\(child.name.local)> is not known and was not taken over.")
        }
        let merge: PortableMapping.Merge? = word(element, "valueMergeType")
        guard let destination = needed(element, "dest"), let merge else { return nil }
        let source = element.child("src")
        let sources = source?.children("attr").map(\.text) ?? []
        let expression = element.child("expression")?.text
        let constant = expression == nil && sources.isEmpty ? source?.text : nil
        if expression == nil, sources.count != 1, constant == nil {
            let reason = "The flow into \(destination) has neither an expression, nor one source, nor a constant."
            report(.error, "flowWithoutSource", element, reason + " The rule was left out.")
            return nil
        }
        let once = element.attribute("execute-once").map { isTrue($0, element) } ?? false
        return PortableMapping(
            destination: destination,
            sources: sources,
            expression: expression,
            constant: constant,
            merge: merge,
            isOnce: once
        )
    }

    private mutating func join(_ element: MarkupElement) -> PortableRule.Join? {
        guard let connector = needed(element, "csAttribute"), let metaverse = needed(element, "ilmAttribute") else {
            return nil
        }
        let isCaseSensitive = flag(element, "caseSensitive")
        return PortableRule.Join(
            connectorAttribute: connector,
            metaverseAttribute: metaverse,
            isCaseSensitive: isCaseSensitive
        )
    }

    private mutating func clause(_ element: MarkupElement) -> PortableRule.Scope? {
        guard let attribute = needed(element, "csAttribute"), let word = needed(element, "csOperator") else {
            return nil
        }
        guard let comparison = ScopeOperator(stored: word) else {
            report(.error, "unknownOperator", element, "\(word) is no comparison of a scope. The rule was left out.")
            return nil
        }
        return PortableRule.Scope(
            attribute: attribute,
            comparison: comparison,
            value: element.child("csValue")?.text ?? ""
        )
    }

    private func list(_ root: MarkupElement, _ name: String, _ item: String) -> [MarkupElement] {
        root.child(name)?.children(item) ?? []
    }

    private func groups(_ root: MarkupElement, _ name: String, _ item: String) -> [[MarkupElement]] {
        list(root, name, "conditions").map { $0.children(item) }
    }

    private mutating func needed(_ element: MarkupElement, _ name: String) -> String? {
        guard let text = element.child(name)?.text, !text.isEmpty else {
            report(.error, "missingElement", element, "<\(name)> is missing or empty. The rule was left out.")
            return nil
        }
        return text
    }

    private mutating func number(_ element: MarkupElement, _ name: String) -> Int? {
        guard let text = needed(element, name) else { return nil }
        guard let number = Int(text) else {
            report(
                .error,
                "noNumber",
                element,
                "<\(name)> is \"\(text)\", which is no whole number. The rule was left out."
            )
            return nil
        }
        return number
    }

    private mutating func word<Word: RawRepresentable & CaseIterable>(_ element: MarkupElement, _ name: String) -> Word?
    where Word.RawValue == String {
        guard let text = needed(element, name) else { return nil }
        guard let word = Word.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() }) else {
            let known = Word.allCases.map(\.rawValue).joined(separator: ", ")
            report(
                .error,
                "unknownWord",
                element,
                "<\(name)> is \"\(text)\"; known are \(known). The rule was left out."
            )
            return nil
        }
        return word
    }

    /// `True`, `true` and `1`; what is not there is false, as older builds left it out.
    private mutating func flag(_ element: MarkupElement, _ name: String) -> Bool {
        element.child(name).map { isTrue($0.text, $0) } ?? false
    }

    private mutating func isTrue(_ text: String, _ element: MarkupElement) -> Bool {
        let text = ExchangeText.trimmed(text)
        if let flag = ServerOptions.flag(text) { return flag }
        if !text.isEmpty {
            let name = element.name.local
            report(
                .warning,
                "unknownWord",
                element,
                "\"\(text)\" of <\(name)> is neither True nor False; it was taken for False."
            )
        }
        return false
    }

    private static func guid(_ text: String) -> String { ConnectorID(text).text }

    private mutating func report(
        _ severity: ExchangeProblem.Severity,
        _ code: String,
        _ element: MarkupElement,
        _ sentence: String
    ) {
        problems.append(
            ExchangeProblem(severity, code, file: file, line: element.position.line, rule: name, sentence)
        )
    }
}
