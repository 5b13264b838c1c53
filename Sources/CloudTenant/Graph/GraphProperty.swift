import Directory

/// A property of Graph's resources, and where the tenant has it.
struct GraphProperty: Sendable, Hashable {
    /// What its values are.
    enum Kind: Sendable, Hashable {
        case text
        case texts
        case flag
        case structure
    }

    /// Where it comes from.
    enum Source: Sendable, Hashable {
        case id
        case deleted
        case anchor
        case isSynchronized
        case errors
        case securityIdentifier
        case deviceIdentifier
        case isMailEnabled
        case extensions
        case nothing
        case attribute(AttributeName)
    }

    private static let device: AttributeName = "deviceId"

    let name: String
    let kind: Kind
    let source: Source

    init(_ name: String, _ kind: Kind = .text, _ source: Source) {
        self.name = name
        self.kind = kind
        self.source = source
    }

    /// A property that an attribute holds, under its own name or under another.
    init(_ name: String, _ kind: Kind = .text, from attribute: AttributeName? = nil) {
        self.init(name, kind, .attribute(attribute ?? SeedNames.attribute(name)))
    }

    /// What an object has.
    func value(of object: TenantObject, _ table: AttributeTable) -> GraphValue {
        switch source {
        case .id: .text("\(object.id)")
        case .deleted: object.deletedSince.map { .text("\($0)") } ?? .null
        case .anchor: object.anchor.map { .text($0) } ?? .null
        // Graph says null, and not false, of what was never synchronized.
        case .isSynchronized: object.details.isSynchronized ? .flag(true) : .null
        case .errors: .structure(.array(object.details.errors.map(Self.error)))
        case .securityIdentifier:
            Self.values(object, UniqueKey.securityIdentifier, table).first
                .flatMap { SecurityIdentifier(bytes: $0)?.description }.map { .text($0) } ?? .null
        case .deviceIdentifier:
            // Exports bring it as the bytes that forests have of a GUID, seeds and people as text.
            Self.values(object, Self.device, table).first
                .map { .text(ObjectGUID(bytes: $0)?.description ?? String(decoding: $0, as: UTF8.self)) } ?? .null
        case .isMailEnabled: .flag(!Self.texts(object, UniqueKey.mail, table).isEmpty)
        case .extensions: .structure(Self.extensions(object, table))
        case .nothing: kind == .texts ? .texts([]) : .null
        case .attribute(let name):
            switch kind {
            case .texts: .texts(Self.texts(object, name, table))
            case .flag: Self.texts(object, name, table).first.map { .flag($0.lowercased() == "true") } ?? .null
            case .text, .structure: Self.texts(object, name, table).first.map { .text($0) } ?? .null
            }
        }
    }

    private static func values(
        _ object: TenantObject,
        _ name: AttributeName,
        _ table: AttributeTable
    ) -> [[UInt8]] { table.existing(name).map { object.entry.values(of: $0).map { Array($0) } } ?? [] }

    private static func texts(_ object: TenantObject, _ name: AttributeName, _ table: AttributeTable) -> [String] {
        values(object, name, table).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func error(_ error: ProvisioningError) -> JSONText {
        .members([
            "category": .string(error.category), "occurredDateTime": .string("\(error.since)"),
            "propertyCausingError": .string(error.attribute.spelling), "value": .string(error.value),
        ])
    }

    private static func extensions(_ object: TenantObject, _ table: AttributeTable) -> JSONText {
        .object(
            (1...15).map { number in
                let name = "extensionAttribute\(number)"
                let value = texts(object, AttributeName(name), table).first
                return JSONText.Member(key: name, value: value.map { .string($0) } ?? .null)
            }
        )
    }
}
