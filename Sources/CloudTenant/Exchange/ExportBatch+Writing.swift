extension ExportBatch {
    /// The request that asks what became of operations.
    public static func settlement(
        of operations: [(id: TenantOperationID, anchor: String)],
        withdrawing: Bool
    ) -> TenantRequest {
        let list = operations.map { id, anchor in
            JSONText.members(["id": .string("\(id)"), "anchor": .string(anchor)])
        }
        return TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "operations"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: JSONText.members(["operations": .array(list), "withdraw": .flag(withdrawing)]).bytes
        )
    }

    /// The request that lets the tenant's clock go on.
    public static func waiting(seconds: Int64) -> TenantRequest {
        TenantRequest(
            method: "POST",
            path: ["dryad", "v1", "clock"],
            headers: [.init(name: "content-type", value: "application/json")],
            body: JSONText.members(["seconds": .number(seconds)]).bytes
        )
    }
}
