import Foundation

/// Synchronized objects as they travel, with the requests for them.
public struct SyncedPage: Sendable, Hashable, Codable {
    /// The most objects that are asked for by name at once.
    public static let most = 100

    /// The objects; nothing for one that was asked for and is not there.
    public let objects: [SyncedObject?]

    /// The request for the objects with these source anchors.
    public static func request(for anchors: [String]) -> TenantRequest {
        TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "synced"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: JSONText.members(["anchors": .array(anchors.map { .string($0) })]).bytes
        )
    }
}
