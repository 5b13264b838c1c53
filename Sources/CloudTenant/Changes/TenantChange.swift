public import Directory

/// One change that is asked of the tenant.
public struct TenantChange: Sendable, Hashable {
    /// What is asked.
    public enum Operation: String, Sendable, Hashable, Codable {
        /// A new object with these attributes.
        case add
        /// The attributes that are named get these values; one without values is removed.
        case update
        /// The object goes.
        case delete
    }

    /// One attribute with the values it should have.
    public struct Attribute: Sendable, Hashable {
        /// The attribute.
        public let name: AttributeName
        /// Its values.
        public let values: [[UInt8]]

        /// Makes an attribute.
        public init(name: AttributeName, values: [[UInt8]]) {
            self.name = name
            self.values = values
        }
    }

    /// What is asked.
    public let operation: Operation
    /// The class of the object.
    public let objectClass: AttributeName
    /// The source anchor of the object.
    public let anchor: String
    /// The name that the exporter gives the object.
    public let name: String
    /// The attributes; all of them for an addition, those that change for an update, none for a deletion.
    public let attributes: [Attribute]
    /// The name that the exporter gives the change; one that comes twice is carried out once.
    public let operationID: TenantOperationID?

    /// Makes a change.
    public init(
        operation: Operation,
        objectClass: AttributeName,
        anchor: String,
        name: String,
        attributes: [Attribute],
        operationID: TenantOperationID? = nil
    ) {
        self.operation = operation
        self.objectClass = objectClass
        self.anchor = anchor
        self.name = name
        self.attributes = attributes
        self.operationID = operationID
    }

    /// The same change, with its class in a certain spelling.
    func spelled(_ objectClass: AttributeName) -> TenantChange {
        guard objectClass.spelling != self.objectClass.spelling else { return self }
        return TenantChange(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            name: name,
            attributes: attributes,
            operationID: operationID
        )
    }

    /// The same change, but for attributes with such names.
    func without(_ isLeftOut: (AttributeName) -> Bool) -> TenantChange {
        TenantChange(
            operation: operation,
            objectClass: objectClass,
            anchor: anchor,
            name: name,
            attributes: attributes.filter { !isLeftOut($0.name) },
            operationID: operationID
        )
    }

    /// The values that an attribute should have; none where the change does not name it.
    func values(of name: AttributeName) -> [[UInt8]] { attributes.first { $0.name == name }?.values ?? [] }
}
