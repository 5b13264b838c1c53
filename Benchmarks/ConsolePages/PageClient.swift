import Foundation

/// Loads pages of a server on this machine over a socket of its own for each, and says how long each took.
struct PageClient: Sendable {
    /// What came of a request.
    struct Answer: Sendable {
        let status: Int
        let text: String
        /// From the first byte sent to the last one read.
        let seconds: Double
    }

    struct Failure: Error, CustomStringConvertible {
        let description: String
    }

    let port: UInt16
    var cookie = ""

    /// Opens the link that the console printed.
    init(link: String) async throws {
        guard let url = URL(string: link), let port = url.port.flatMap({ UInt16(exactly: $0) }) else {
            throw Failure(description: "\(link) is no link.")
        }
        self.port = port
        let answer = try await get(url.path())
        guard let field = answer.text.range(of: "set-cookie: ", options: .caseInsensitive) else {
            throw Failure(description: "The console let nobody in: \(answer.status).")
        }
        cookie = String(answer.text[field.upperBound...].prefix { $0 != ";" })
    }

    /// Loads a page.
    func get(_ path: String) async throws -> Answer {
        let request =
            "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nCookie: \(cookie)\r\nConnection: close\r\n\r\n"
        return try await withCheckedThrowingContinuation { continuation in
            // On a thread of its own: what waits must not take a place of those that answer.
            Thread.detachNewThread { continuation.resume(with: Result { try exchange(Array(request.utf8)) }) }
        }
    }

    private func exchange(_ request: [UInt8]) throws -> Answer {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw Failure(description: "There is no socket to be had.") }
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let isConnected = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
        let start = ContinuousClock.now
        guard isConnected, send(descriptor, request, request.count, 0) == request.count else {
            throw Failure(description: "The console cannot be reached.")
        }
        var (bytes, part) = ([UInt8](), [UInt8](repeating: 0, count: 65_536))
        while true {
            let count = recv(descriptor, &part, part.count, 0)
            guard count > 0 else { break }
            bytes += part[..<count]
        }
        let (whole, rest) = (ContinuousClock.now - start).components
        let text = String(decoding: bytes, as: UTF8.self)
        return Answer(
            status: text.split(separator: " ", maxSplits: 2).dropFirst().first.flatMap { Int($0) } ?? 0,
            text: text,
            seconds: Double(whole) + Double(rest) * 1e-18
        )
    }
}
