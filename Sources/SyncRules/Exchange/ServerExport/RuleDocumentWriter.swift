/// Writes a rule as the product exports it: the same elements in the same order, two blanks deep, no line end at the end.
public enum RuleDocumentWriter {
    /// The text of one file.
    public static func write(_ rule: PortableRule) -> String {
        var page = Page()
        page.open("synchronizationRule")
        page.leaf("id", braced(rule.identifier ?? PortableRule.noRule))
        page.leaf("internal-id", braced(rule.internalIdentifier ?? rule.identifier ?? PortableRule.noRule))
        page.leaf("version", "\(rule.version)")
        page.leaf("name", rule.name)
        page.leaf("description", rule.description)
        page.leaf("immutable-tag", rule.immutableTag)
        page.leaf("direction", rule.direction.rawValue)
        page.leaf("disabled", rule.isDisabled ? "True" : "False")
        page.leaf("connector", braced(rule.connector))
        page.leaf("sourceObjectType", rule.sourceObjectType)
        page.leaf("targetObjectType", rule.targetObjectType)
        page.leaf("linkType", rule.link.rawValue)
        page.leaf("precedence", "\(rule.precedence)")
        page.leaf("precedence-after", braced(rule.precedenceAfter))
        page.leaf("precedence-before", braced(rule.precedenceBefore))
        page.leaf("softDeleteExpiryInterval", rule.softDeleteExpiry)
        page.leaf("EnablePasswordSync", rule.synchronizesPasswords ? "true" : "false")
        page.group("attribute-mappings", isEmpty: rule.mappings.isEmpty) { page in
            for mapping in rule.mappings { write(mapping, &page) }
        }
        page.group("relationshipCriteria", isEmpty: rule.joins.isEmpty) { page in
            for group in rule.joins {
                page.group("conditions", isEmpty: group.isEmpty) { page in for join in group { write(join, &page) } }
            }
        }
        page.group("synchronizationCriteria", isEmpty: rule.scope.isEmpty) { page in
            for group in rule.scope {
                page.group("conditions", isEmpty: group.isEmpty) { page in for clause in group { write(clause, &page) }
                }
            }
        }
        page.close("synchronizationRule")
        return page.text
    }

    /// The name of a rule's file.
    public static func fileName(_ rule: PortableRule) -> String {
        "SynchronizationRule_\(braced(rule.identifier ?? PortableRule.noRule)).xml"
    }

    private static func write(_ mapping: PortableMapping, _ page: inout Page) {
        page.open("mapping", mapping.isOnce ? " execute-once=\"true\"" : "")
        page.leaf("dest", mapping.destination)
        if let constant = mapping.constant {
            page.leaf("src", constant)
        } else if !mapping.sources.isEmpty {
            page.group("src", isEmpty: false) { page in for source in mapping.sources { page.leaf("attr", source) } }
        }
        if let expression = mapping.expression { page.leaf("expression", expression) }
        page.leaf("valueMergeType", mapping.merge.rawValue)
        page.close("mapping")
    }

    private static func write(_ join: PortableRule.Join, _ page: inout Page) {
        page.open("condition")
        if join.isCaseSensitive { page.leaf("caseSensitive", "True") }
        page.leaf("csAttribute", join.connectorAttribute)
        page.leaf("ilmAttribute", join.metaverseAttribute)
        page.close("condition")
    }

    private static func write(_ clause: PortableRule.Scope, _ page: inout Page) {
        page.open("scope")
        page.leaf("csAttribute", clause.attribute)
        page.leaf("csOperator", clause.comparison.rawValue)
        page.leaf("csValue", clause.value)
        page.close("scope")
    }

    private static func braced(_ guid: String) -> String { "{\(guid)}" }

    /// Lines of elements, each two blanks deeper than the one around it.
    private struct Page {
        private(set) var text = ""
        private var depth = 0

        mutating func leaf(_ name: String, _ value: String) {
            line(value.isEmpty ? "<\(name) />" : "<\(name)>\(Self.escaped(value))</\(name)>")
        }

        mutating func open(_ name: String, _ attributes: String = "") {
            line("<\(name)\(attributes)>")
            depth += 1
        }

        mutating func close(_ name: String) {
            depth -= 1
            line("</\(name)>")
        }

        mutating func group(_ name: String, isEmpty: Bool, _ body: (inout Page) -> Void) {
            guard !isEmpty else { return line("<\(name) />") }
            open(name)
            body(&self)
            close(name)
        }

        private mutating func line(_ line: String) {
            text += (text.isEmpty ? "" : "\n") + String(repeating: "  ", count: depth) + line
        }

        private static func escaped(_ text: String) -> String {
            guard text.utf8.contains(where: { "&<>\r".utf8.contains($0) }) else { return text }
            var result = ""
            for scalar in text.unicodeScalars {
                switch scalar {
                case "&": result += "&amp;"
                case "<": result += "&lt;"
                case ">": result += "&gt;"
                // A reader would take it for a line end of its own.
                case "\r": result += "&#xD;"
                default: result.unicodeScalars.append(scalar)
                }
            }
            return result
        }
    }
}
