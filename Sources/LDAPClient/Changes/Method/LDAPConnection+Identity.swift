import Directory

extension LDAPConnection {
    /// Which copy of the directory this server has; Active Directory alone says so (MS-ADTS section 6.1.1.2.2.1.2.1.1).
    public func serverIdentity() async throws(LDAPError) -> ServerIdentity { try await serverIdentity(of: rootDSE()) }

    func serverIdentity(of root: RootDSE) async throws(LDAPError) -> ServerIdentity {
        guard let name = root.dsServiceName else {
            throw LDAPError(
                .notSupported,
                "\(endpoint.url) does not say which controller it is, so what has changed on it cannot be told from what "
                    + "another one says. Only Active Directory can be asked this way.",
                at: endpoint
            )
        }
        let table = AttributeTable()
        let request = SearchRequest(base: name, scope: .base, attributes: ["invocationId"], pageSize: nil)
        let entry = try await search(request, table: table).collect().first
        guard let bytes = entry.flatMap({ Entry($0, table: table).bytes("invocationId").first }),
            let invocationID = ObjectGUID(bytes: bytes)
        else {
            throw LDAPError(
                .protocolViolation,
                "\(endpoint.url) does not show the invocationId of \(name). May this account read it?",
                at: endpoint
            )
        }
        return ServerIdentity(serviceName: name, invocationID: invocationID)
    }
}
