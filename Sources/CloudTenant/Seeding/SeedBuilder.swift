import Diagnostics
import Directory

/// Makes records of names and values, wherever they stand, and notes what cannot be.
struct SeedBuilder {
    /// What a source says of one property.
    enum Value {
        case texts([String])
        case flag(Bool)
    }

    let source: SourceText
    private(set) var records: [SeedRecord] = []
    private(set) var diagnostics: [Diagnostic] = []

    init(_ source: SourceText) { self.source = source }

    /// Notes a mistake.
    mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange) {
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source))
    }

    /// Adds a record; `objectClass` is what the surroundings say of it.
    mutating func add(
        _ properties: [(name: String, value: Value, range: SourceRange)],
        _ objectClass: AttributeName?,
        _ range: SourceRange
    ) {
        var record = SeedRecord(objectClass: objectClass ?? "", range: range)
        var values: [AttributeName: [[UInt8]]] = [:]
        let known = diagnostics.count
        for (name, value, range) in properties {
            let texts = Self.texts(value)
            switch ASCII.lowercased(name) {
            case "id": record.id = identity(texts, range) ?? record.id
            case "onpremisesimmutableid": record.anchor = texts.first.flatMap { $0.isEmpty ? nil : $0 }
            case "onpremisessyncenabled": record.isSynchronized = flag(name, value, range)
            case "objecttype", "@odata.type":
                guard let found = SeedNames.objectClass(texts.first ?? "") else {
                    report(
                        "SEED010",
                        "\"\(texts.first ?? "")\" is no type of object: user, group, contact or device",
                        range
                    )
                    continue
                }
                record.objectClass = found
            case "roles": record.roles = Set(record.roles + texts.filter { !$0.isEmpty }).sorted()
            default:
                let attribute = SeedNames.attribute(name)
                guard attribute.isValid else {
                    report("SEED011", "\"\(name)\" is no name of an attribute", range)
                    continue
                }
                guard values[attribute] == nil else {
                    report("SEED012", "\(attribute) is there twice, under its name and as \(name)", range)
                    continue
                }
                values[attribute] = bytes(attribute, texts, range)
            }
        }
        if record.objectClass == "", values[UniqueKey.principalName] != nil { record.objectClass = "user" }
        record.attributes = values.sorted { $0.key < $1.key }.map { .init(name: $0.key, values: $0.value) }
        guard diagnostics.count == known else { return }
        guard record.objectClass != "" else {
            return report("SEED010", "nothing says whether this is a user, a group, a contact or a device", range)
        }
        guard record.id != nil || record.identity != nil else {
            return report("SEED013", "the object has no id, no anchor, no address and no name to know it by", range)
        }
        records.append(record)
    }

    private static func texts(_ value: Value) -> [String] {
        switch value {
        case .texts(let texts): texts
        case .flag(let flag): [flag ? "True" : "False"]
        }
    }

    private mutating func identity(_ texts: [String], _ range: SourceRange) -> TenantObjectID? {
        guard let text = texts.first, !text.isEmpty else { return nil }
        guard let id = TenantObjectID(text) else {
            report("SEED014", "the id \"\(text)\" is no GUID", range)
            return nil
        }
        return id
    }

    private mutating func flag(_ name: String, _ value: Value, _ range: SourceRange) -> Bool? {
        if case .flag(let flag) = value { return flag }
        switch Self.texts(value).first.map({ ASCII.lowercased($0) }) ?? "" {
        case "": return nil
        case "true": return true
        case "false": return false
        case let other:
            report("SEED015", "\(name) is True or False, and not \"\(other)\"", range)
            return nil
        }
    }

    private mutating func bytes(_ name: AttributeName, _ texts: [String], _ range: SourceRange) -> [[UInt8]] {
        let texts = texts.filter { !$0.isEmpty }
        if let attribute = CloudAttribute.named(name) {
            return texts.compactMap { text in
                if let objection = attribute.objection(to: text) { report("SEED017", objection, range) }
                return attribute.bytes(of: text)
            }
        }
        guard name == UniqueKey.securityIdentifier else { return texts.map { Array($0.utf8) } }
        return texts.compactMap { text in
            guard let identifier = SecurityIdentifier(text) else {
                report("SEED016", "\"\(text)\" is no security identifier", range)
                return nil
            }
            return identifier.bytes
        }
    }
}
