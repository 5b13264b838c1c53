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
    mutating func report(_ code: DiagnosticCode, _ message: String, _ range: SourceRange?) {
        diagnostics.append(Diagnostic(code, .error, message, at: range, in: source))
    }

    /// Adds a record; `objectClass` is what the surroundings say of it.
    ///
    /// One with mistakes is added too, so that what the tenant has against the rest of it is told with them.
    mutating func add(
        _ properties: [(name: String, value: Value, range: SourceRange)],
        _ objectClass: AttributeName?,
        _ range: SourceRange
    ) {
        var record = SeedRecord(objectClass: objectClass ?? "", range: range)
        var values: [AttributeName: (bytes: [[UInt8]], place: SourceRange)] = [:]
        let known = diagnostics.count
        // What is missing because it could not be read has been told.
        var (isClassWrong, isIdentityWrong) = (false, false)
        for (name, value, range) in properties {
            let texts = Self.texts(value)
            switch ASCII.lowercased(name) {
            case "id":
                guard let text = texts.first, !text.isEmpty else { continue }
                guard let id = TenantObjectID(text) else {
                    report("SEED014", "the id \"\(text)\" is no GUID", range)
                    isIdentityWrong = true
                    continue
                }
                record.id = id
            case "onpremisesimmutableid":
                record.anchor = texts.first.flatMap { $0.isEmpty ? nil : $0 }
                record.anchorPlace = range
            case "onpremisessyncenabled": record.isSynchronized = flag(name, value, range)
            case "objecttype", "@odata.type":
                guard let found = SeedNames.objectClass(texts.first ?? "") else {
                    report(
                        "SEED010",
                        "\"\(texts.first ?? "")\" is no type of object: user, group, contact or device",
                        range
                    )
                    isClassWrong = true
                    continue
                }
                record.objectClass = found
            case "deleteddatetime":
                guard let date = texts.first, !date.isEmpty else { continue }
                report(
                    "SEED018",
                    "the object is deleted since \(date), and a seed is what is there: leave it out",
                    range
                )
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
                values[attribute] = (bytes(attribute, texts, range), range)
            }
        }
        if record.objectClass == "", values[UniqueKey.principalName] != nil { record.objectClass = "user" }
        let sorted = values.sorted { $0.key < $1.key }
        record.attributes = sorted.map { .init(name: $0.key, values: $0.value.bytes) }
        record.places = sorted.map { $0.value.place }
        if record.objectClass == "", !isClassWrong {
            report("SEED010", "nothing says whether this is a user, a group, a contact or a device", range)
        }
        if record.id == nil, record.identity == nil, !isIdentityWrong {
            report("SEED013", "the object has no id, no anchor, no address and no name to know it by", range)
        }
        record.isWhole = diagnostics.count == known
        // A name is one of its class; an id and an anchor are not.
        let isNamed = record.id != nil || record.anchor != nil || record.objectClass != "" && record.identity != nil
        record.isIdentified = isNamed && !isIdentityWrong && (!isClassWrong || record.id != nil || record.anchor != nil)
        records.append(record)
    }

    private static func texts(_ value: Value) -> [String] {
        switch value {
        case .texts(let texts): texts
        case .flag(let flag): [flag ? "True" : "False"]
        }
    }

    /// A flag as rules give it: a spreadsheet writes `TRUE`, other tools `true`, and that is no difference to `True`.
    private static func flagText(_ text: String) -> String {
        switch ASCII.lowercased(text) {
        case "true": "True"
        case "false": "False"
        default: text
        }
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
        let isFlag = SeedNames.isFlag(name)
        let texts = texts.filter { !$0.isEmpty }.map { isFlag ? Self.flagText($0) : $0 }
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
