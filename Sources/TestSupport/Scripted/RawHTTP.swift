import Dispatch
import Foundation

/// A client of HTTP that sends exactly the bytes that a test wants sent, over a socket to this machine.
public struct RawHTTP: Sendable {
    /// What came back before the server closed the connection or the answer was whole.
    public struct Answer: Sendable {
        /// The code; zero where nothing came, or nothing that is an answer.
        public let status: Int
        /// The fields, their names in small letters, in their order.
        public let fields: [(name: String, value: String)]
        /// The body as text.
        public let body: String

        /// The first value of a field.
        public subscript(name: String) -> String? { fields.first { $0.name == name.lowercased() }?.value }
    }

    private let port: UInt16

    /// A client for a port of 127.0.0.1.
    public init(port: Int) { self.port = UInt16(exactly: port) ?? 0 }

    /// A request with fields; `Connection: close` is added, so that the answer ends.
    public func send(
        _ method: String,
        _ path: String,
        _ fields: [(String, String)],
        body: String = ""
    ) async throws -> Answer {
        var lines = ["\(method) \(path) HTTP/1.1"] + fields.map { "\($0): \($1)" }
        if !body.isEmpty, !fields.contains(where: { $0.0.lowercased() == "content-length" }) {
            lines.append("Content-Length: \(body.utf8.count)")
        }
        lines += ["Connection: close", "", body]
        return try await send(lines.joined(separator: "\r\n"))
    }

    /// Bytes as they are; what comes until the server closes.
    public func send(_ text: String) async throws -> Answer {
        let port = port
        return try await Self.elsewhere {
            let descriptor = try LoopbackSocket.connect("127.0.0.1", port)
            defer { LoopbackSocket.close(descriptor) }
            _ = LoopbackSocket.send(Array(text.utf8), to: descriptor)
            var bytes: [UInt8] = []
            while !Self.isWhole(bytes), let more = LoopbackSocket.receive(65_536, from: descriptor) { bytes += more }
            return Answer(bytes)
        }
    }

    /// Opens connections that send a beginning and then nothing; says how many the server has closed by itself.
    public func waitForClosing(of count: Int, beginning: String) async throws -> Int {
        let port = port
        return try await Self.elsewhere {
            let descriptors = try (0..<count).map { _ in try LoopbackSocket.connect("127.0.0.1", port) }
            defer { for descriptor in descriptors { LoopbackSocket.close(descriptor) } }
            for descriptor in descriptors { _ = LoopbackSocket.send(Array(beginning.utf8), to: descriptor) }
            var closed = 0
            for descriptor in descriptors {
                while LoopbackSocket.receive(65_536, from: descriptor) != nil {}
                closed += 1
            }
            return closed
        }
    }

    /// Whether an answer that says its length is all there: some servers keep connections that they were asked to close.
    private static func isWhole(_ bytes: [UInt8]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        guard let end = text.range(of: "\r\n\r\n"),
            let field = text[..<end.lowerBound].range(of: "\r\ncontent-length:", options: .caseInsensitive),
            let length = Int(text[field.upperBound...].prefix { $0 != "\r\n" }.trimmingCharacters(in: .whitespaces))
        else { return false }
        return text[end.upperBound...].utf8.count >= length
    }

    /// Calls that wait belong on threads of their own, and not on those that answer.
    private static func elsewhere<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}

extension RawHTTP.Answer {
    init(_ bytes: [UInt8]) {
        let text = String(decoding: bytes, as: UTF8.self)
        let parts = text.components(separatedBy: "\r\n\r\n")
        let head = (parts.first ?? "").components(separatedBy: "\r\n")
        let words = (head.first ?? "").split(separator: " ")
        status = words.count > 1 ? Int(words[1]) ?? 0 : 0
        fields = head.dropFirst().compactMap { line in
            let pair = line.split(separator: ":", maxSplits: 1)
            guard pair.count == 2 else { return nil }
            return (pair[0].lowercased(), pair[1].trimmingCharacters(in: .whitespaces))
        }
        body = parts.dropFirst().joined(separator: "\r\n\r\n")
    }
}
