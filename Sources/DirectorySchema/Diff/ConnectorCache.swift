import Directory

/// What is known of the schema that Entra Connect keeps, and its directory says otherwise.
enum ConnectorCache {
    /// Attributes that it never shows; a fixed list, which no property of them explains.
    static let hidden: Set<AttributeName> = [
        "allowedAttributes", "allowedAttributesEffective", "allowedChildClasses", "allowedChildClassesEffective",
        "aNR", "attributeTypes", "badPasswordTime", "badPwdCount", "bridgeheadServerListBL", "canonicalName",
        "directReports", "distinguishedName", "dITContentRules", "dSCorePropagationData", "extendedAttributeInfo",
        "extendedClassInfo", "fromEntry", "frsComputerReferenceBL", "fRSMemberReferenceBL", "isPrivilegeHolder",
        "lastLogoff", "lastLogon", "logonCount", "managedObjects", "masteredBy", "memberOf", "modifiedCount",
        "modifyTimeStamp", "msCOM-PartitionSetLink", "msCOM-UserLink", "msDS-Approx-Immed-Subordinates",
        "msDS-Auxiliary-Classes", "msDS-DrsFarmID", "msDS-ExecuteScriptPassword", "msDS-KeyVersionNumber",
        "msDs-masteredBy", "msDS-MembersForAzRoleBL", "msDS-NCReplCursors", "msDS-NCReplInboundNeighbors",
        "msDS-NCReplOutboundNeighbors", "msDS-NonMembersBL", "msDS-ObjectReferenceBL", "msDS-OperationsForAzRoleBL",
        "msDS-OperationsForAzTaskBL", "msDS-ReplAttributeMetaData", "msDS-ReplicationEpoch", "msDS-ReplValueMetaData",
        "msDS-RetiredReplNCSignatures", "msDS-TasksForAzRoleBL", "msDS-TasksForAzTaskBL",
        "msDS-User-Account-Control-Computed", "netbootSCPBL", "nonSecurityMemberBL", "objectClass", "objectClasses",
        "ownerBL", "parentGUID", "partialAttributeDeletionList", "partialAttributeSet", "pekList",
        "possibleInferiors", "prefixMap", "primaryGroupToken", "queryPolicyBL", "replPropertyMetaData",
        "replUpToDateVector", "repsFrom", "repsTo", "schemaUpdate", "sDRightsEffective", "serverReferenceBL",
        "serverState", "siteObjectBL", "subRefs", "tokenGroups", "tokenGroupsGlobalAndUniversal",
        "tokenGroupsNoGCAcceptable", "uSNChanged", "uSNCreated", "uSNLastObjRem", "whenChanged",
    ]

    /// Attributes whose syntax it changes: security identifiers that it takes for references, a password for text.
    static let otherSyntax: Set<AttributeName> = [
        "mS-DS-CreatorSID", "msDS-RegisteredOwner", "msDS-RegisteredUsers", "unicodePwd",
    ]

    /// A DN with binary, and an X.400 name: both are 2.5.5.7 in Active Directory.
    static let binaryNames: Set<String> = ["1.2.840.113556.1.4.903", "1.2.840.113556.1.4.1221"]

    /// Attributes that it never requires, since the directory sets them itself.
    static let notRequired: Set<AttributeName> = [
        "instanceType", "nTSecurityDescriptor", "objectCategory", "objectClass", "objectSid",
    ]
}
