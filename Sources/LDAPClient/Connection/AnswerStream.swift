/// An answer that is taken part by part; it is given up, on the server too, when nobody holds this any more.
final class AnswerStream: Sendable {
    private let connection: LDAPConnection
    private let identifier: Int32

    init(connection: LDAPConnection, identifier: Int32) {
        self.connection = connection
        self.identifier = identifier
    }

    deinit { Task { [connection, identifier] in await connection.endStream(identifier) } }

    func next(isPatient: Bool) async throws(LDAPError) -> AnswerBatch {
        try await connection.parts(of: identifier, isPatient: isPatient)
    }
}
