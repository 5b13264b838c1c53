extension StrictGrammar {
    /// The fields of a kind of definition in the order of its production.
    static func fields(of kind: DefinitionKind) -> [(keyword: String, form: Form)] {
        let head: [(String, Form)] = [("NAME", .names), ("DESC", .text), ("OBSOLETE", .none)]
        switch kind {
        case .attributeType:
            return head + [
                ("SUP", .oid), ("EQUALITY", .oid), ("ORDERING", .oid), ("SUBSTR", .oid), ("SYNTAX", .syntaxLength),
                ("SINGLE-VALUE", .none), ("COLLECTIVE", .none), ("NO-USER-MODIFICATION", .none), ("USAGE", .usage),
            ]
        case .objectClass:
            return head + [
                ("SUP", .oids), ("ABSTRACT", .none), ("STRUCTURAL", .none), ("AUXILIARY", .none), ("MUST", .oids),
                ("MAY", .oids),
            ]
        case .matchingRule: return head + [("SYNTAX", .numericOID)]
        case .matchingRuleUse: return head + [("APPLIES", .oids)]
        case .ldapSyntax: return [("DESC", .text)]
        case .contentRule: return head + [("AUX", .oids), ("MUST", .oids), ("MAY", .oids), ("NOT", .oids)]
        case .structureRule: return head + [("FORM", .oid), ("SUP", .ruleIdentifiers)]
        case .nameForm: return head + [("OC", .oid), ("MUST", .oids), ("MAY", .oids)]
        }
    }

    /// The fields without which there is no definition of that kind.
    static func required(of kind: DefinitionKind) -> [String] {
        switch kind {
        case .attributeType, .objectClass, .ldapSyntax, .contentRule: []
        case .matchingRule: ["SYNTAX"]
        case .matchingRuleUse: ["APPLIES"]
        case .structureRule: ["FORM"]
        case .nameForm: ["OC", "MUST"]
        }
    }
}
