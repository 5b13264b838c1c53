public import Directory

/// Changes in their order, with the table that the attributes of their entries are numbers of.
public struct PackedChanges: Sendable {
    /// The table.
    public let table: AttributeTable
    /// The changes.
    public let list: ArraySlice<PackedChange>

    /// Puts changes together.
    public init(_ changes: some Sequence<PackedChange>, table: AttributeTable) {
        self.init(list: ArraySlice(changes), table: table)
    }

    /// Takes changes as they are put together already.
    public init(_ changes: [PackedChange], table: AttributeTable) { self.init(list: changes[...], table: table) }

    private init(list: ArraySlice<PackedChange>, table: AttributeTable) {
        self.list = list
        self.table = table
    }

    /// How many there are.
    public var count: Int { list.count }

    /// Those of these places; nothing is copied.
    public func batch(_ places: Range<Int>) -> PackedChanges {
        PackedChanges(list: list.dropFirst(places.lowerBound).prefix(places.count), table: table)
    }

    /// The changes with their values, as the tenant takes them.
    public var unpacked: [TenantChange] {
        let order = table.order
        return list.map { TenantChange($0, table: table, order) }
    }
}

extension TenantChange {
    /// Takes names and values out of a packed change; a number that the table does not have is left out.
    init(_ packed: PackedChange, table: AttributeTable, _ order: AttributeOrder) {
        self.init(
            operation: packed.operation,
            objectClass: packed.objectClass,
            anchor: packed.anchor,
            name: packed.entry.dn,
            attributes: packed.sent(by: order).compactMap { attribute in
                table.name(of: attribute).map { name in
                    Attribute(name: name, values: packed.entry.values(of: attribute).map { Array($0) })
                }
            },
            operationID: packed.operationID
        )
    }
}
