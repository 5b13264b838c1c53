import Foundation
public import Plans

/// Requests to stop lie in a file beside the store: an import writes the store in one long transaction, and whoever wants to
/// stop it must not wait for its end.
extension WorkspaceStore {
    /// A request, and the one who is meant.
    private struct StopRequest: Codable {
        let process: Int32
        let since: String
        let asked: String
        let author: String
    }

    private var stopFile: URL { URL(filePath: path + ".stop") }

    /// Asks whoever holds the workspace to stop where that does no harm.
    public func askToStop(_ holder: TaskHolder, asked: String, author: String) throws {
        let request = StopRequest(
            process: holder.processIdentifier,
            since: holder.since,
            asked: asked,
            author: author
        )
        do {
            try JSONEncoder().encode(request).write(to: stopFile, options: .atomic)
        } catch {
            throw StoreError(
                .files,
                "The request to stop cannot be written to \(stopFile.path(percentEncoded: false)): \(error)"
            )
        }
    }

    /// Who has asked this holder to stop; a request that was meant for another one counts for nothing.
    public func stopRequest(for holder: TaskHolder) -> String? {
        guard let data = try? Data(contentsOf: stopFile),
            let request = try? JSONDecoder().decode(StopRequest.self, from: data),
            request.process == holder.processIdentifier, request.since == holder.since
        else { return nil }
        return request.author
    }

    /// Forgets requests to stop, once somebody has; one that stays is meant for nobody any more.
    public func forgetStopRequests() { try? FileManager.default.removeItem(at: stopFile) }
}
