import Directory

/// Makes a slapd schema that can hold the entries of an AD-shaped forest.
///
/// What slapd has built in is left as it is. Classes carry no lists: one auxiliary class allows every attribute, so that
/// entries are not judged by rules that slapd does not have (dynamic auxiliaries, `top` with attributes).
struct SlapdSchema {
    /// The auxiliary class that allows every attribute.
    static let anything = "dryadLabObject"

    private let builtIn: SlapdBuiltIns
    private(set) var attributes: [String] = []
    private(set) var classes: [String] = []
    private var names: [String] = []
    private var known: Set<String>
    private var identifiers: Set<String>

    /// An arc for identifiers that clash with built-in ones: RFC 5612 keeps it for examples.
    private static let arc = "1.3.6.1.4.1.32473.1"

    init(_ records: [LDIFRecord], builtIn: SlapdBuiltIns, after earlier: SlapdSchema? = nil) {
        self.builtIn = builtIn
        known = earlier?.known ?? builtIn.names
        identifiers = earlier?.identifiers ?? builtIn.identifiers
        for record in records where Self.isOf("attributeSchema", record) { add(attribute: record) }
        if earlier == nil { for (name, syntax) in Self.rootAttributes { add(name, syntax) } }
        for record in Self.ordered(records.filter { Self.isOf("classSchema", $0) }) { add(class: record) }
    }

    /// The class that allows everything that has been defined.
    ///
    /// Another one, for what comes later, has a name and a number of its own.
    func anythingClass(_ name: String = anything, number: Int = 1) -> String {
        let allowed = names + ["cn", "name", "description", "uid", "userPassword", "seeAlso", "distinguishedName"]
        return "( \(Self.arc).3.\(number) NAME '\(name)' SUP top AUXILIARY MAY ( "
            + Set(allowed).sorted().joined(separator: " $ ") + " ) )"
    }

    /// The definitions as lines of slapd.conf, folded: its parser takes no very long line.
    func configuration() -> String {
        (attributes.map { "attributetype " + $0 } + (classes + [anythingClass()]).map { "objectclass " + $0 })
            .map(Self.fold).joined(separator: "\n") + "\n"
    }

    private mutating func add(attribute record: LDIFRecord) {
        guard let name = record.texts("lDAPDisplayName").first, let oid = record.texts("attributeID").first,
            known.insert(name.lowercased()).inserted
        else { return }
        let identifier = unique(oid)
        let syntax = SlapdSyntax(active: record.texts("attributeSyntax").first ?? "")
        let isSingle = record.texts("isSingleValued").first?.uppercased() == "TRUE"
        attributes.append("( \(identifier) NAME '\(name)' \(syntax.text)\(isSingle ? " SINGLE-VALUE" : "") )")
        names.append(name)
    }

    private mutating func add(_ name: String, _ syntax: String) {
        guard known.insert(name.lowercased()).inserted else { return }
        attributes.append("( \(unique("")) NAME '\(name)' \(SlapdSyntax(active: syntax).text) )")
        names.append(name)
    }

    private mutating func add(class record: LDIFRecord) {
        guard let name = record.texts("lDAPDisplayName").first, let oid = record.texts("governsID").first,
            known.insert("class " + name.lowercased()).inserted
        else { return }
        let kind =
            switch record.texts("objectClassCategory").first {
            case "2": "ABSTRACT"
            case "3": "AUXILIARY"
            default: "STRUCTURAL"
            }
        let superior = record.texts("subClassOf").first.map { $0 == name ? "" : " SUP \($0)" } ?? ""
        classes.append("( \(unique(oid)) NAME '\(name)'\(superior) \(kind) )")
    }

    private mutating func unique(_ oid: String) -> String {
        if !oid.isEmpty, identifiers.insert(oid).inserted { return oid }
        var number = identifiers.count
        while !identifiers.insert("\(Self.arc).2.\(number)").inserted { number += 1 }
        return "\(Self.arc).2.\(number)"
    }

    private static func isOf(_ name: String, _ record: LDIFRecord) -> Bool {
        record.texts("objectClass").contains { $0.lowercased() == name.lowercased() }
    }

    /// Superiors first.
    private static func ordered(_ records: [LDIFRecord]) -> [LDIFRecord] {
        var waiting = records
        var done: Set<String> = []
        var result: [LDIFRecord] = []
        let all = Set(records.flatMap { $0.texts("lDAPDisplayName") }.map { $0.lowercased() })
        while !waiting.isEmpty {
            let ready = waiting.filter { record in
                let superior = record.texts("subClassOf").first?.lowercased() ?? ""
                let name = record.texts("lDAPDisplayName").first?.lowercased()
                return superior == name || done.contains(superior) || !all.contains(superior)
            }
            guard !ready.isEmpty else { return result + waiting }
            result += ready
            done.formUnion(ready.flatMap { $0.texts("lDAPDisplayName") }.map { $0.lowercased() })
            waiting.removeAll { record in ready.contains(record) }
        }
        return result
    }

    private static func fold(_ line: String) -> String {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ") {
            if current.count + word.count > 76 {
                lines.append(current)
                current = "\t" + word
            } else {
                current += current.isEmpty ? String(word) : " " + word
            }
        }
        return (lines + [current]).joined(separator: "\n")
    }

    /// Attributes of the root entry that Active Directory constructs and slapd does not know.
    private static let rootAttributes = [
        ("defaultNamingContext", "2.5.5.1"), ("rootDomainNamingContext", "2.5.5.1"), ("schemaNamingContext", "2.5.5.1"),
        ("configurationNamingContext", "2.5.5.1"), ("dsServiceName", "2.5.5.1"), ("serverName", "2.5.5.1"),
        ("dnsHostName", "2.5.5.12"), ("supportedCapabilities", "2.5.5.12"), ("domainFunctionality", "2.5.5.9"),
        ("forestFunctionality", "2.5.5.9"), ("domainControllerFunctionality", "2.5.5.9"),
    ]
}
