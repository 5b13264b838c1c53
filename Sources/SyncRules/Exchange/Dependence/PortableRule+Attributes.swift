public import Directory

extension PortableRule {
    /// The attributes of the connector that it uses: what an import has to read, or an export may write.
    ///
    /// Sources, scope and joins of an inbound rule; destinations and joins of an outbound one.
    public var connectorAttributes: Set<AttributeName> {
        var names = Set(joins.joined().map { AttributeName($0.connectorAttribute) })
        switch direction {
        case .inbound:
            names.formUnion(scope.joined().map { AttributeName($0.attribute) })
            names.formUnion(mappings.flatMap(\.reads).map { AttributeName($0) })
        case .outbound: names.formUnion(mappings.map { AttributeName($0.destination) })
        }
        names.remove("dn")
        return names
    }
}
