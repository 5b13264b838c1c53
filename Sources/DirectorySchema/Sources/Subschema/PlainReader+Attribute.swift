import Directory

extension PlainReader {
    /// Puts what a definition says of an attribute behind other attributes; false where it is not plain.
    ///
    /// All is known before the attribute is made, which is large: it is written once, at its place.
    mutating func attribute(_ cursor: inout PlainCursor, into attributes: inout [AttributeType]) -> Bool {
        guard let identifier = cursor.identifier() else { return false }
        var own = OwnNames()
        var superior: AttributeName?
        var matching = MatchingRules()
        var syntax: Int?
        var (summary, usage): (String?, AttributeUsage?) = (nil, nil)
        var (isSingleValued, isDefunct, isReadOnly, isCollective) = (false, false, false, false)
        while let field = cursor.field() {
            var keyword: Keyword?
            if case .known(let known) = field { keyword = known }
            switch keyword {
            case .name:
                guard let names = ownNames(&cursor) else { return false }
                own = names
                continue
            case .singleValue: isSingleValued = true
            case .obsolete: isDefunct = true
            case .noUserModification: isReadOnly = true
            case .collective: isCollective = true
            default: break
            }
            if let keyword, keyword.isFlag { continue }
            var first: DefinitionWord?
            guard cursor.values({ if first == nil { first = $0 } }) else { return false }
            guard let value = first else { continue }
            switch keyword {
            case .desc: summary = value.isEmpty ? nil : value.text
            case .sup: superior = names.name(value)
            case .equality: matching.equality = rule(value)
            case .ordering: matching.ordering = rule(value)
            case .substr: matching.substring = rule(value)
            case .syntax where !value.isEmpty: syntax = self.syntax(value)
            case .usage: usage = AttributeUsage(word: value.text)
            default: break
            }
        }
        guard cursor.isComplete else { return false }
        let text = identifier.text
        let oid = OID(text)
        attributes.append(
            AttributeType(
                name: own.first.map { names[$0] } ?? AttributeName(text),
                aliases: own.further,
                oid: oid,
                identifier: oid == nil ? text : nil,
                summary: summary,
                superior: superior,
                matching: matching.isEmpty ? nil : matching,
                syntax: syntax.map { syntaxes[$0].syntax },
                isSingleValued: isSingleValued,
                rangeUpper: syntax.flatMap { syntaxes[$0].length },
                isDefunct: isDefunct,
                isReadOnly: isReadOnly ? true : nil,
                isCollective: isCollective ? true : nil,
                usage: usage == .userApplications ? nil : usage
            )
        )
        return true
    }
}
