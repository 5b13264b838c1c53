import Directory
public import Foundation

/// Up to where changes have been read: what a later reading begins with.
///
/// It is good for the same request on the same server. It can be kept as bytes, or by any encoder.
public struct ChangeCursor: Sendable, Hashable, Codable {
    /// How the changes were read.
    public let method: ChangeMethod
    /// The base of the search.
    public let context: String
    /// Which copy of the directory gave it; nothing where servers have no such name (RFC 4533).
    public let server: ServerIdentity?
    /// The server's own cookie; empty where a number takes its place.
    public let cookie: Data
    /// The number of the last change that may have been read, where changes are read by number; with DirSync how far the
    /// server had counted.
    public let usn: Int64?

    init(method: ChangeMethod, context: String, server: ServerIdentity?, cookie: [UInt8] = [], usn: Int64? = nil) {
        self.method = method
        self.context = context
        self.server = server
        self.cookie = Data(cookie)
        self.usn = usn
    }

    /// Reads what `bytes` gave; nothing where it is anything else.
    public init?(bytes: [UInt8]) {
        guard let cursor = try? JSONDecoder().decode(ChangeCursor.self, from: Data(bytes)) else { return nil }
        self = cursor
    }

    /// The cursor as bytes, the same for the same cursor.
    public var bytes: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { Array($0) } ?? []
    }

    /// Why reading cannot go on from here; nothing where it can.
    func objection(_ method: ChangeMethod, _ context: String, _ server: ServerIdentity?) -> FullReadReason? {
        if method != self.method { return .anotherMethod }
        if DistinguishedName(context) != DistinguishedName(self.context) { return .anotherContext }
        return server == self.server ? nil : .anotherServer(was: self.server, is: server)
    }
}
